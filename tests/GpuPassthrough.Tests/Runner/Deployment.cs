namespace GpuPassthrough.Tests.Runner;

/// <summary>gpupt outside the source tree, in a temporary folder: small files copied, the engine linked.</summary>
internal sealed class Deployment : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gpupt-");

    public Deployment()
    {
        foreach (var entry in new DirectoryInfo(Gpupt.Folder).EnumerateFileSystemInfos())
            Place(entry);
    }

    public string Program => Path.Combine(_folder.FullName, "gpupt");

    public string ModuleFolder => Path.Combine(_folder.FullName, "GpuPassthrough");

    public void PlaceModule()
    {
        Directory.CreateDirectory(ModuleFolder);
        var staged = Path.TrimEndingDirectorySeparator(Gpupt.StagedModule);
        Directory.CreateSymbolicLink(Path.Combine(ModuleFolder, Path.GetFileName(staged)), staged);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Place(FileSystemInfo entry)
    {
        var target = Path.Combine(_folder.FullName, entry.Name);
        if (entry is FileInfo file && entry.Name.StartsWith("gpupt", StringComparison.Ordinal))
            file.CopyTo(target);
        else
            File.CreateSymbolicLink(target, entry.FullName);
    }
}
