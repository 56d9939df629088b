using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Commands;

[Cmdlet("Use", "Describe")]
public sealed class DescribeCommand : BlockCommand;
