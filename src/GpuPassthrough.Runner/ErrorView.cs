using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace GpuPassthrough.Runner;

/// <summary>Shows errors on standard error, rendered by the engine's own view ($ErrorView).</summary>
internal sealed class ErrorView
{
    private const string CoreOnly = "gpupt embeds the core of PowerShell only, see Get-Command; commands such as Select-Object need pwsh.";

    private readonly ConsoleUI _ui;
    private readonly Runspace _runspace;

    public ErrorView(ConsoleUI ui, Runspace runspace)
    {
        _ui = ui;
        _runspace = runspace;
    }

    /// <summary>Shows errors while the pipeline that wrote them runs on this thread.</summary>
    public void ShowAll(PSDataCollection<ErrorRecord> errors)
    {
        foreach (var error in errors.ReadAll())
            Show(error, PowerShell.Create(RunspaceMode.CurrentRunspace));
    }

    /// <summary>Shows the error that ended the pipeline.</summary>
    public void ShowFinal(ErrorRecord error) => Show(error, PowerShell.Create(_runspace));

    private void Show(ErrorRecord error, PowerShell renderer)
    {
        using (renderer)
        {
            Advise(error);
            using (_ui.WriteToError(isFailure: !IsFromProgram(error)))
                renderer.AddCommand("Out-Default").Invoke(new[] { error });
        }
    }

    /// <summary>A line that a program wrote to its standard error: no failure by itself.</summary>
    private static bool IsFromProgram(ErrorRecord error) =>
        error.FullyQualifiedErrorId is "NativeCommandError" or "NativeCommandErrorMessage";

    private static void Advise(ErrorRecord error)
    {
        if (error.Exception is CommandNotFoundException && error.ErrorDetails is null && !EngineIsComplete())
            error.ErrorDetails = new ErrorDetails(error.Exception.Message) { RecommendedAction = CoreOnly };
    }

    private static bool EngineIsComplete() =>
        Type.GetType("Microsoft.PowerShell.Commands.SelectObjectCommand, Microsoft.PowerShell.Commands.Utility") is not null;
}
