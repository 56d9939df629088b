using System.Reflection;

namespace GpuPassthrough.Runner;

/// <summary>
/// Finds the module of gpupt's own version: beside gpupt when both were deployed together, else where
/// the build staged it, which gpupt knows relative to itself, so that the tree can be moved.
/// </summary>
internal static class ModuleLocator
{
    private const string ModuleName = "GpuPassthrough";

    public static string Version { get; } = Metadata("ModuleVersion");

    /// <summary>The full path of the module's manifest.</summary>
    public static string Find(string baseDirectory)
    {
        string[] searched =
        [
            ManifestIn(Path.Combine(baseDirectory, ModuleName, Version)),
            ManifestIn(Path.Combine(baseDirectory, Metadata("StagedModule"))),
        ];
        return searched.FirstOrDefault(File.Exists) ?? throw new ModuleNotFoundException(searched);
    }

    private static string ManifestIn(string folder) => Path.GetFullPath(Path.Combine(folder, ModuleName + ".psd1"));

    private static string Metadata(string key) =>
        typeof(ModuleLocator).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
