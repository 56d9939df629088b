using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Commands;

[Cmdlet("Use", "AfterAll")]
public sealed class AfterAllCommand : SetupCommand
{
    internal override void Place(Block block) => block.AfterAll = Once(block.AfterAll);
}
