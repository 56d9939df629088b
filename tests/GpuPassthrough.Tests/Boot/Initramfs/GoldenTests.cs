using GpuPassthrough.Boot.Initramfs;
using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Boot.Initramfs;

/// <summary>
/// The configuration before and after, one folder a case: Golden/GENERATOR/CASE/before and after. What the other
/// programs make of the results is in <see cref="ReaderTests"/>. With GPUPT_REWRITE=1 the results are written anew.
/// </summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "GpuPassthrough.Tests", "Boot", "Initramfs", "Golden");

    public static IEnumerable<TheoryDataRow<string>> Cases =>
        Directory.GetDirectories(Folder).SelectMany(Directory.GetDirectories).Order(StringComparer.Ordinal).Select(path => new TheoryDataRow<string>(Path.GetRelativePath(Folder, path)));

    [Fact]
    public void There_are_cases() => Assert.True(Cases.Count() > 30);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_files_become(string name)
    {
        using EditedHost host = EditedHost.Copy(Path.Combine(Folder, name, "before"), name.Split('/')[0]);

        host.Apply(EditedHost.Wanted);

        string after = Path.Combine(Folder, name, "after");
        if (Environment.GetEnvironmentVariable("GPUPT_REWRITE") == "1") host.Save(after);
        Assert.Equal(Tree(after), Tree(host.Root));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_second_time_changes_nothing(string name)
    {
        using EditedHost host = EditedHost.Copy(Path.Combine(Folder, name, "after"), name.Split('/')[0]);

        Assert.False(host.Plan(EditedHost.Wanted).ChangesSomething);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Taken_out_again_the_bytes_are_those_before(string name)
    {
        using EditedHost host = EditedHost.Copy(Path.Combine(Folder, name, "before"), name.Split('/')[0]);
        host.Apply(EarlyContent.None);
        string[] before = Tree(host.Root);

        host.Apply(EditedHost.Wanted);
        host.Apply(EarlyContent.None);

        Assert.Equal(before, Tree(host.Root));
        bool hadOurs = Directory.EnumerateFiles(Path.Combine(Folder, name, "before"), "*", SearchOption.AllDirectories).Any(path => File.ReadAllText(path).Contains("GpuPassthrough", StringComparison.Ordinal));
        if (!hadOurs) Assert.Equal(Tree(Path.Combine(Folder, name, "before")), before);
    }

    private static string[] Tree(string root) => [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => $"{Path.GetRelativePath(root, path)}:\n{File.ReadAllText(path)}")];
}
