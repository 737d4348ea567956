using PluginRender.Rendering;

namespace PluginRender.Build;

/// <summary>The exit codes of every target. They are part of the contract (sysexits.h has the same numbers).</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>Wrong arguments.</summary>
    WrongArguments = 2,

    /// <summary>Bad input: project, source or model.</summary>
    BadInput = 65,

    /// <summary>Something needed is missing: codec, plugin, model file.</summary>
    Missing = 69,

    /// <summary>A defect of ours.</summary>
    Defect = 70,

    /// <summary>Reading or writing failed: disk full, permission.</summary>
    InputOutput = 74,

    /// <summary>Worth a retry.</summary>
    Retry = 75,

    /// <summary>Interrupted by SIGHUP: the terminal is gone.</summary>
    HungUp = 129,

    /// <summary>Interrupted by SIGINT.</summary>
    Interrupted = 130,

    /// <summary>Interrupted by SIGTERM, or since the process that started it was killed.</summary>
    Terminated = 143,
}

/// <summary>The codes of failures. The worker has this file too.</summary>
public static class ExitCodes
{
    extension(FailureKind kind)
    {
        /// <summary>What a process ends with that failed so.</summary>
        public ExitCode Code => kind switch
        {
            FailureKind.BadInput => ExitCode.BadInput,
            FailureKind.Missing => ExitCode.Missing,
            FailureKind.InputOutput => ExitCode.InputOutput,
            FailureKind.Retry => ExitCode.Retry,
            FailureKind.Interrupted => ExitCode.Interrupted,
            _ => ExitCode.Defect,
        };
    }
}
