using System.Diagnostics;

namespace GpuPassthrough.Tests.Runner;

/// <summary>gpupt outside the source tree, in a temporary folder: small files copied, the engine linked.</summary>
internal sealed class Deployment : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gpupt-");
    private readonly DirectoryInfo _place;

    /// <param name="place">The folder of gpupt, relative to the deployment.</param>
    public Deployment(string place = ".")
    {
        _place = _folder.CreateSubdirectory(place);
        foreach (var entry in new DirectoryInfo(Gpupt.Folder).EnumerateFileSystemInfos())
            Place(entry);
    }

    /// <summary>Links the staged module into a folder, relative to the deployment, and returns that.</summary>
    public string PlaceModule(string folder)
    {
        var place = _folder.CreateSubdirectory(folder).FullName;
        var staged = Path.TrimEndingDirectorySeparator(Gpupt.StagedModule);
        Directory.CreateSymbolicLink(Path.Combine(place, Path.GetFileName(staged)), staged);
        return place;
    }

    public GpuptResult Run(string command)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Path.Combine(_place.FullName, "gpupt"), [command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        return Gpupt.Finish(process);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Place(FileSystemInfo entry)
    {
        var target = Path.Combine(_place.FullName, entry.Name);
        if (entry is FileInfo file && entry.Name.StartsWith("gpupt", StringComparison.Ordinal))
            file.CopyTo(target);
        else
            File.CreateSymbolicLink(target, entry.FullName);
    }
}
