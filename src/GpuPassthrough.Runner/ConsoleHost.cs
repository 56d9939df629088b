using System.Globalization;
using System.Management.Automation.Host;

namespace GpuPassthrough.Runner;

/// <summary>What the engine knows of the program it is embedded in.</summary>
internal sealed class ConsoleHost : PSHost
{
    public ConsoleHost(ConsoleUI ui) => UI = ui;

    public override string Name => "gpupt";

    public override Version Version { get; } = new(ModuleLocator.Version);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI { get; }

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <summary>What the script's exit statement asked for, if there was one.</summary>
    public int? ExitCode { get; private set; }

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() =>
        throw new NotSupportedException("gpupt has no interactive prompt to suspend to.");

    public override void ExitNestedPrompt() =>
        throw new NotSupportedException("gpupt has no interactive prompt to suspend to.");

    public override void NotifyBeginApplication() => ((ConsoleUI)UI).Progress.Clear();

    public override void NotifyEndApplication()
    {
    }
}
