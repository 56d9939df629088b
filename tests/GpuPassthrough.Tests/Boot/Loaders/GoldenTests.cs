using GpuPassthrough.Tests.Changes;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Boot.Loaders;

/// <summary>
/// What the commands make of the boot files of each distribution: all that differs in the tree as diff(1) sees it, and the commands
/// left to run; or what the user is told to do. GPUPT_REWRITE=1 writes the files anew; their difference is to be read.
/// </summary>
public sealed class GoldenTests : IDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "GpuPassthrough.Tests", "Boot", "Loaders", "Golden");

    private readonly Engine _engine = Engine.WithModule();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [MemberData(nameof(BootHost.All), MemberType = typeof(BootHost))]
    public void SettingAnArgument(string distribution) => Compare(distribution, "set", "Set-KernelArgument vfio_pci.ids '10de:1c03,10de:10f1' -HostRoot $root");

    [Theory]
    [MemberData(nameof(BootHost.All), MemberType = typeof(BootHost))]
    public void NamingTheIommu(string distribution) => Compare(distribution, "iommu", "Enable-Iommu -Explicit -HostRoot $root");

    private void Compare(string distribution, string name, string script)
    {
        using TemporaryHost before = Host(distribution);
        using TemporaryHost after = Host(distribution);

        EngineResult result = _engine.Run(script, ("root", after.Root));
        string actual = Describe(before, after, result);

        string path = Path.Combine(Folder, $"{distribution}.{name}.txt");
        if (Environment.GetEnvironmentVariable("GPUPT_REWRITE") == "1") Write(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
        AssertTwiceIsOnce(script, after);
        AssertUndone(before, after);
    }

    private void AssertTwiceIsOnce(string script, TemporaryHost after)
    {
        string[] once = TreeState.Of(after.Root);
        EngineResult again = _engine.Run(script, ("root", after.Root));
        Assert.DoesNotContain(again.Warnings, warning => warning.Contains("restarted", StringComparison.Ordinal) && once.Any(line => line.Contains("000001.json", StringComparison.Ordinal)) && HasFiles(after));
        if (HasFiles(after)) Assert.Equal(once, TreeState.Of(after.Root));
    }

    // Where a program keeps the arguments there is no file of ours, and it has not run.
    private static bool HasFiles(TemporaryHost tree) =>
        File.Exists(tree.PathOf("var/lib/gpu-passthrough/000001.json")) && File.ReadAllText(tree.PathOf("var/lib/gpu-passthrough/000001.json")).Contains("\"Path\"", StringComparison.Ordinal);

    private void AssertUndone(TemporaryHost before, TemporaryHost after)
    {
        Assert.Empty(_engine.Run("Undo-PassthroughChange -All -HostRoot $root", ("root", after.Root)).Errors);
        Assert.Equal(string.Empty, Difference(before, after));
    }

    private static TemporaryHost Host(string distribution) =>
        BootHost.Of(distribution, host: null).File("proc/cpuinfo", "processor\t: 0\nvendor_id\t: GenuineIntel\n").File("sys/firmware/acpi/tables/DMAR", string.Empty);

    private static string Describe(TemporaryHost before, TemporaryHost after, EngineResult result)
    {
        IEnumerable<string> errors = result.Errors.SelectMany(error => new[] { $"error {error.FullyQualifiedErrorId.Split(',')[0]}: {error.Exception.Message}", $"next step: {error.ErrorDetails?.RecommendedAction}" });
        string text = string.Join('\n', [Difference(before, after), .. result.Warnings, .. errors]).Replace(after.Root, "ROOT", StringComparison.Ordinal);
        return text.Trim('\n') + "\n";
    }

    private static string Difference(TemporaryHost before, TemporaryHost after)
    {
        string text = Tool.Run("diff", out _, "--no-dereference", "-ruN", "-x", "gpu-passthrough", before.Root, after.Root);
        IEnumerable<string> lines = text.Split('\n').Where(line => !line.StartsWith("diff ", StringComparison.Ordinal)).Select(line => line.StartsWith("--- ", StringComparison.Ordinal) || line.StartsWith("+++ ", StringComparison.Ordinal) ? line.Split('\t')[0] : line);
        return string.Join('\n', lines).Replace(before.Root, "before", StringComparison.Ordinal).Replace(after.Root, "after", StringComparison.Ordinal);
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
