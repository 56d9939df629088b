using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Firmware;

/// <summary>Where ROMs are written: a directory, and for one ROM perhaps the name of the file.</summary>
internal sealed class RomFolder : IDisposable
{
    private readonly HostRoot _host;
    private readonly HostRoot _root;
    private readonly HostDirectory _directory;
    private readonly string? _name;

    private RomFolder(HostRoot host, HostRoot root, HostDirectory directory, string? name)
    {
        _host = host;
        _root = root;
        _directory = directory;
        _name = name;
    }

    /// <summary>Opens the place that was asked for, or the host's own place for ROMs.</summary>
    /// <param name="host">The host.</param>
    /// <param name="destination">A directory or a file on this machine, as an absolute path; null for the host's own place.</param>
    /// <param name="count">How many ROMs are to be written.</param>
    /// <exception cref="RomDestinationException">It is not there, or is one file for several ROMs.</exception>
    internal static RomFolder Open(HostRoot host, string? destination, int count)
    {
        if (destination is null) return Enter(host, host, RomPlace.Default(host), name: null);
        HostRoot root = HostRoot.Open();
        try
        {
            string path = destination.Trim('/');
            bool isFolder = destination.EndsWith('/') || root.Identify(path) is { IsDirectory: true };
            if (isFolder) return Enter(host, root, path, name: null);
            return count == 1 ? Enter(host, root, Path.GetDirectoryName(path) ?? "", Path.GetFileName(path)) : throw RomDestinationException.OneFile(destination, count);
        }
        catch
        {
            root.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _directory.Dispose();
        if (_root != _host) _root.Dispose();
    }

    /// <summary>Why QEMU may not be able to read what is written here; null when nothing is known.</summary>
    internal string? Doubt() => HostPath(_directory.Describe()) is string path && _host.IsLive ? RomPlace.Doubt(_host, path) : null;

    /// <summary>The file for a function's ROM.</summary>
    internal string PathFor(PciDevice device, DateTime time) => _directory.Describe(_name ?? RomPlace.FileName(device, time));

    /// <summary>Refuses a file that could not be written, before the card is touched.</summary>
    /// <exception cref="FileWriteException">It could not be written.</exception>
    internal void Check(string path, bool replace) => NewFile.Check(_directory, Path.GetFileName(path), replace);

    /// <summary>Writes a ROM that is of use, and says what it is.</summary>
    /// <exception cref="RomReadException">It is of no use; nothing was written.</exception>
    /// <exception cref="FileWriteException">The file could not be written.</exception>
    internal GpuRom Save(string path, byte[] bytes, RomPlan plan, GpuRomTaint taint, bool replace)
    {
        RomContent content = RomParser.Parse(bytes);
        if (RomValidation.Refuse(content, plan.Device) is string reason) throw RomReadException.Unusable(plan.Device.Address, plan.Path, reason);
        GpuRom rom = GpuRomReader.Read(bytes, new RomOrigin
        {
            Path = path,
            HostPath = HostPath(path),
            PciDevice = plan.Device,
            Source = plan.Source,
            Taint = taint,
            Problems = RomValidation.Compare(content, plan.Device),
        });
        NewFile.Write(_directory, Path.GetFileName(path), bytes, replace);
        return rom;
    }

    private static RomFolder Enter(HostRoot host, HostRoot root, string folder, string? name) =>
        root.OpenDirectory(folder.Length == 0 ? "." : folder) is HostDirectory directory
            ? new RomFolder(host, root, directory, name)
            : throw RomDestinationException.Missing(root.Describe(folder));

    private string? HostPath(string path)
    {
        if (_host.Path == "/") return path;
        return path.StartsWith(_host.Path + "/", StringComparison.Ordinal) ? path[_host.Path.Length..] : null;
    }
}
