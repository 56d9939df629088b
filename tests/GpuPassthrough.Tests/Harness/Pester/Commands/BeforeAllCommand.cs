using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Commands;

[Cmdlet("Use", "BeforeAll")]
public sealed class BeforeAllCommand : SetupCommand
{
    internal override void Place(Block block) => block.BeforeAll = Once(block.BeforeAll);
}
