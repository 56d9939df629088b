using System.Reflection;

namespace GpuPassthrough.Runner;

/// <summary>
/// Finds the module of gpupt's own version: beside gpupt when both were deployed together, else where the
/// build staged it, if gpupt still lies in a source tree. The tree may be moved.
/// </summary>
internal static class ModuleLocator
{
    private const string ModuleName = "GpuPassthrough";

    public static string Version { get; } = Metadata("ModuleVersion");

    /// <summary>The full path of the module's manifest.</summary>
    public static string Find(string baseDirectory)
    {
        var searched = Places(baseDirectory).Select(folder => Path.Combine(folder, ModuleName + ".psd1")).ToArray();
        return searched.FirstOrDefault(File.Exists) ?? throw new ModuleNotFoundException(searched);
    }

    private static IEnumerable<string> Places(string baseDirectory)
    {
        yield return Path.Combine(baseDirectory, ModuleName, Version);

        var buildFolder = Metadata("BuildFolder");
        if (baseDirectory.EndsWith('/' + buildFolder, StringComparison.Ordinal))
            yield return Path.Combine(baseDirectory[..^buildFolder.Length], Metadata("StagedModule"));
    }

    private static string Metadata(string key) =>
        typeof(ModuleLocator).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
