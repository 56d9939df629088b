using System.Globalization;
using System.Management.Automation.Host;

namespace GpuPassthrough.Tests.Harness;

/// <summary>A host that keeps what is written to it, and that nobody answers.</summary>
internal sealed class TextHost : PSHost
{
    private readonly TextUserInterface _ui = new();

    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name => "GpuPassthrough.Tests";
    public override Version Version { get; } = new(1, 0);
    public override PSHostUserInterface UI => _ui;
    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    /// <summary>The exit code of the last <c>exit</c> that reached the host.</summary>
    public int? ExitCode { get; private set; }

    public void SetWidth(int width) => _ui.SetWidth(width);

    public string TakeText() => _ui.TakeText();

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("nobody is at this host's prompt");

    public override void ExitNestedPrompt() => throw new NotSupportedException("nobody is at this host's prompt");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
