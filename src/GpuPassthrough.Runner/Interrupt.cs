using System.Management.Automation;
using System.Runtime.InteropServices;

namespace GpuPassthrough.Runner;

/// <summary>
/// Ctrl-C (and SIGTERM) stops the pipeline, so that cmdlets end in order. A second one, or one while a
/// question is open, ends the program as the system would.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly PowerShell _shell;
    private readonly ConsoleUI _ui;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int? _exitCode;

    public Interrupt(PowerShell shell, ConsoleUI ui)
    {
        _shell = shell;
        _ui = ui;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, 130));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, 143));
    }

    /// <summary>128 and the number of the signal that stopped the pipeline; null when none did.</summary>
    public int? ExitCode => _exitCode;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void Stop(PosixSignalContext context, int exitCode)
    {
        if (_exitCode is not null || _ui.IsAsking)
            return;

        context.Cancel = true;
        _exitCode = exitCode;
        _shell.BeginStop(null, null);
    }
}
