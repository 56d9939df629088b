using Xunit;

namespace GpuPassthrough.Tests.Conventions.Support;

/// <summary>Fails with every finding in full: lists that assertions print are cut.</summary>
internal static class Findings
{
    internal static void None(IEnumerable<string> findings)
    {
        string[] found = [.. findings];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }
}
