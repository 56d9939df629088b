using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>
/// What Set-VfioStub makes of the tutorial's machine, booted as each distribution boots: all that differs in the tree as diff(1) sees
/// it, the commands left to run in their order, and what the user is told. What other programs read from the same files is in
/// <see cref="DistributionTests"/>. GPUPT_REWRITE=1 writes the files anew; their difference is to be read.
/// </summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "GpuPassthrough.Tests", "Vfio", "Stubs", "Golden");

    [Theory]
    [MemberData(nameof(BootHost.All), MemberType = typeof(BootHost))]
    public void StubbingTheCard(string distribution)
    {
        using TemporaryHost before = BootHost.Of(distribution);
        using StubbedHost after = StubbedHost.Of(distribution);

        string actual = Describe(before, after, after.Run("Set-VfioStub 01:00.0 -HostRoot $root"));

        string path = Path.Combine(Folder, $"{distribution}.txt");
        if (Environment.GetEnvironmentVariable("GPUPT_REWRITE") == "1") Write(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Describe(TemporaryHost before, StubbedHost after, EngineResult result)
    {
        IEnumerable<string> errors = result.Errors.SelectMany(error => new[] { $"error {error.FullyQualifiedErrorId.Split(',')[0]}: {error.Exception.Message}", $"next step: {error.ErrorDetails?.RecommendedAction}" });
        string text = string.Join('\n', [Difference(before.Root, after.Root), .. result.Warnings, .. result.Information, .. errors]);
        return text.Replace(after.Root, "ROOT", StringComparison.Ordinal).Trim('\n') + "\n";
    }

    private static string Difference(string before, string after)
    {
        string text = Tool.Run("diff", out _, "--no-dereference", "-ruN", "-x", "gpu-passthrough", before, after);
        IEnumerable<string> lines = text.Split('\n').Where(line => !line.StartsWith("diff ", StringComparison.Ordinal)).Select(line => line.StartsWith("--- ", StringComparison.Ordinal) || line.StartsWith("+++ ", StringComparison.Ordinal) ? line.Split('\t')[0] : line);
        return string.Join('\n', lines).Replace(before, "before", StringComparison.Ordinal).Replace(after, "after", StringComparison.Ordinal);
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
