using System.Reflection;
using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]

namespace GpuPassthrough.Benchmarks;

/// <summary>Where the build has put things.</summary>
internal static class Build
{
    internal static string RepositoryRoot => Value("RepositoryRoot");

    internal static string Manifest => Value("StagedModule") + "GpuPassthrough.psd1";

    /// <summary>The program that embeds the engine.</summary>
    internal static string Session => Path.ChangeExtension(Value("Session"), null);

    private static string Value(string key) =>
        typeof(Build).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
