using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Commands;

/// <summary>Runs at once, in the scope that is current, and only while tests are looked for.</summary>
[Cmdlet("Use", "BeforeDiscovery")]
public sealed class BeforeDiscoveryCommand : KeywordCommand
{
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    protected override void ProcessRecord()
    {
        RequireDiscovery();
        if (Step.Run(Session, ScriptBlock, []) is ErrorRecord error)
            Stop(error);
    }
}
