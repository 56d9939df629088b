using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester;

/// <summary>What the harness refuses, because it would mean something else, or nothing, in Pester.</summary>
internal static class Misuse
{
    public static ErrorRecord Record(string id, string message, object? target) =>
        new(new InvalidOperationException(message), "Harness" + id, ErrorCategory.InvalidOperation, target);
}
