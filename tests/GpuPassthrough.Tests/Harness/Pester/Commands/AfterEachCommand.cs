using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Commands;

[Cmdlet("Use", "AfterEach")]
public sealed class AfterEachCommand : SetupCommand
{
    internal override void Place(Block block) => block.AfterEach = OnceInBlock(block, block.AfterEach);
}
