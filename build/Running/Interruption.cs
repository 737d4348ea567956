using System.Runtime.InteropServices;

namespace PluginRender.Build.Running;

/// <summary>Turns SIGINT and SIGTERM into a cancellation that tasks can act on.</summary>
/// <remarks>
/// The first signal asks, the second one ends the process at once; so does the first when nothing has ended
/// the run within <see cref="Grace"/>. A run that is complete, or has failed, keeps its exit code.
/// </remarks>
public sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _source = new();
    private readonly RunOutcome _outcome;
    private readonly TimeProvider _time;
    private readonly PosixSignalRegistration[] _registrations;
    private ITimer? _end;
    private bool _wasAsked;

    /// <summary>Listens from now on.</summary>
    public Interruption(RunOutcome outcome, TimeProvider time)
    {
        _outcome = outcome;
        _time = time;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Ask(context, ExitCode.Interrupted)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Ask(context, ExitCode.Terminated)),
        ];
    }

    /// <summary>Canceled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _end?.Dispose();
        _source.Dispose();
    }

    private void Ask(PosixSignalContext context, ExitCode exitCode)
    {
        _outcome.Interrupt(exitCode, "interrupted; what was done so far is kept.");
        if (_wasAsked)
            Environment.Exit((int)_outcome.ExitCode);
        _wasAsked = true;
        context.Cancel = true;
        if (_outcome.IsComplete)
            return;
        _end = _time.CreateTimer(_ => Environment.Exit((int)_outcome.ExitCode), null, Grace, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }
}
