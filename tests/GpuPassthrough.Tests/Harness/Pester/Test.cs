using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester;

/// <summary>One It, or one case of it.</summary>
internal sealed class Test : TestItem
{
    public TestOutcome Outcome { get; set; }

    public List<ErrorRecord> Errors { get; } = [];
}
