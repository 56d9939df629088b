using GpuPassthrough.Changes;
using GpuPassthrough.Firmware;
using GpuPassthrough.Host;

namespace GpuPassthrough.Libvirt.Domains;

/// <summary>Writes domain XML files, all of them or none. Their paths are those of this machine, wherever they lie.</summary>
internal static class DomainFiles
{
    internal static void Write(HostRoot host, IReadOnlyList<PlannedFile> files)
    {
        List<PlannedFile> written = [];
        try
        {
            foreach (PlannedFile file in files.Where(file => file.ChangesSomething))
            {
                Replace(host, "/" + file.Path, file.Old, file.New);
                written.Add(file);
            }
        }
        catch
        {
            foreach (PlannedFile file in written) Replace(host, "/" + file.Path, file.New, file.Old);
            throw;
        }
    }

    /// <summary>Refuses a file that a daemon of the running machine keeps.</summary>
    /// <exception cref="DomainFileException">It is one of libvirt's own.</exception>
    internal static void CheckOwner(HostRoot host, string path) => RomFile.On(host, path, (on, below) =>
    {
        using FilePlace? place = FilePlace.Find(new HostWriter(on), below);
        bool isOwned = new[] { below, place?.Path }.OfType<string>().Any(at => at.StartsWith(HostPaths.DomainDefinitions + "/", StringComparison.Ordinal));
        return on.IsLive && isOwned ? throw DomainFileException.OwnedByLibvirt(path) : true;
    });

    private static void Replace(HostRoot host, string path, byte[]? expected, byte[]? content) => RomFile.On(host, path, (on, below) =>
    {
        AtomicFile.Replace(new HostWriter(on), below, expected, content, new FileTraits { Mode = FileTraits.PlainMode });
        return true;
    });
}
