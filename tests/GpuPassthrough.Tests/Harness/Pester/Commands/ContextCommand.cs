using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Commands;

[Cmdlet("Use", "Context")]
public sealed class ContextCommand : BlockCommand;
