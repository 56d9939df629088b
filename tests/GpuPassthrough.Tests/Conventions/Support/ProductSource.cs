using GpuPassthrough.Tests.Conventions.Source;
using GpuPassthrough.Tests.Harness;

namespace GpuPassthrough.Tests.Conventions.Support;

/// <summary>The C# files of the product.</summary>
internal static class ProductSource
{
    internal const string Core = "src/GpuPassthrough.Core/";
    internal const string Cmdlets = "src/GpuPassthrough/";

    internal static IReadOnlyList<SourceFile> All { get; } = Read("src/");

    internal static IEnumerable<SourceFile> Below(string folder) => All.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal));

    private static List<SourceFile> Read(string folder) =>
    [
        .. RepositoryFiles.Below(folder)
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Repository.Root, path)))),
    ];
}
