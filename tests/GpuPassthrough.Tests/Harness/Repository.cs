using System.Reflection;

namespace GpuPassthrough.Tests.Harness;

/// <summary>Where the build left things, as it told this assembly.</summary>
public static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The folder of the staged module, made by every build.</summary>
    public static string StagedModule { get; } = Metadata("StagedModule");

    public static string StagedManifest { get; } = Path.Combine(StagedModule, "GpuPassthrough.psd1");

    public static string PesterFolder { get; } = Path.Combine(Root, "tests", "Pester");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key).Value!;
}
