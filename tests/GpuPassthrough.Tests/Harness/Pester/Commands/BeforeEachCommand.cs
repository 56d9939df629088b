using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Commands;

[Cmdlet("Use", "BeforeEach")]
public sealed class BeforeEachCommand : SetupCommand
{
    internal override void Place(Block block) => block.BeforeEach = OnceInBlock(block, block.BeforeEach);
}
