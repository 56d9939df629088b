using System.Management.Automation;
using System.Text;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Tests.Changes;

/// <summary>Set-ChangeExample: a command as the ones to come, which appends lines to a file of the host.</summary>
[Cmdlet(VerbsCommon.Set, "ChangeExample", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PassthroughChange))]
public sealed class SetChangeExampleCommand : ChangeCommand
{
    private readonly List<string> _lines = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string[] Line { get; set; } = [];

    protected override void ProcessRecord() => _lines.AddRange(Line);

    private protected override ChangePlan Plan(HostRoot host) => new()
    {
        Command = "Set-ChangeExample",
        Summary = "Append lines to the options of vfio",
        RebootRequired = true,
        Files = [PlannedFile.Read(host, "etc/modprobe.d/vfio.conf", Edit)],
        Commands = _lines.Count == 0 ? [] : [new PlannedCommand("update-initramfs", "-u", "-k", "all")],
    };

    private protected override void Emit(HostRoot host, PassthroughChange? change) => WriteObject(change);

    private byte[] Edit(byte[]? old) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(old ?? []) + string.Concat(_lines.Select(line => line + "\n")));
}
