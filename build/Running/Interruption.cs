using System.Runtime.InteropServices;

namespace PluginRender.Build.Running;

/// <summary>Turns SIGINT, SIGTERM and SIGHUP, and the end of what started this process, into a cancellation that tasks can act on.</summary>
/// <remarks>
/// The first signal asks, the second one ends the process at once; so does the first when nothing has ended
/// the run within <see cref="Grace"/>. A run that is complete, or has failed, keeps its exit code.
/// </remarks>
public sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _source = new();
    private readonly Lock _gate = new();
    private readonly RunOutcome _outcome;
    private readonly TimeProvider _time;
    private readonly PosixSignalRegistration[] _registrations;
    private ITimer? _end;

    /// <summary>Listens from now on.</summary>
    public Interruption(RunOutcome outcome, TimeProvider time)
    {
        _outcome = outcome;
        _time = time;
        // Ignored signals stay so, as nohup wants it.
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Signal(context, ExitCode.Interrupted)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Signal(context, ExitCode.Terminated)),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Signal(context, ExitCode.HungUp)),
        ];
    }

    /// <summary>Canceled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>
    /// What started this process has ended, and with it whoever waits for the result: as a first signal, but never as a
    /// second one, since what ends a process by force has often asked it before.
    /// </summary>
    public void StarterEnded() => Ask(ExitCode.Terminated, "interrupted, since the process that started it was killed");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _end?.Dispose();
        _source.Dispose();
    }

    private void Signal(PosixSignalContext context, ExitCode exitCode)
    {
        if (!Ask(exitCode, "interrupted"))
            Environment.Exit((int)_outcome.ExitCode);
        context.Cancel = true;
    }

    private bool Ask(ExitCode exitCode, string cause)
    {
        lock (_gate)
        {
            if (_end is not null)
                return false;
            _outcome.Interrupt(exitCode, cause);
            _end = _time.CreateTimer(_ => Environment.Exit((int)_outcome.ExitCode), null, _outcome.IsComplete ? Timeout.InfiniteTimeSpan : Grace, Timeout.InfiniteTimeSpan);
        }

        if (!_outcome.IsComplete)
            _source.Cancel();
        return true;
    }
}
