using GpuPassthrough.Host;

namespace GpuPassthrough.Firmware;

/// <summary>Where a ROM is written.</summary>
internal static class RomDestination
{
    /// <summary>The file that is meant: in a directory that is there, one of the source's name.</summary>
    internal static string Resolve(HostRoot host, string destination, string source)
    {
        bool isDirectory = destination.EndsWith('/') || RomFile.On(host, destination, (on, below) => on.Identify(below)?.IsDirectory) == true;
        return isDirectory ? Path.Join(destination, Path.GetFileName(source)) : destination;
    }

    internal static bool IsSameFile(HostRoot host, string left, string right) =>
        left == right
        || (RomFile.On(host, left, (on, below) => on.Identify(below)) is FileIdentity first
            && RomFile.On(host, right, (on, below) => on.Identify(below)) is FileIdentity second
            && first.IsSameFile(second));

    /// <summary>True when the file is there and holds exactly these bytes.</summary>
    internal static bool Holds(HostRoot host, string path, ReadOnlySpan<byte> content)
    {
        try
        {
            return content.SequenceEqual(RomFile.ReadBytes(host, path));
        }
        catch (GpuRomException)
        {
            return false;
        }
    }

    /// <exception cref="FileWriteException">Something has that name already.</exception>
    internal static void CheckFree(HostRoot host, string path)
    {
        if (RomFile.On(host, path, (on, below) => on.Identify(below)) is not null) throw FileWriteException.Exists(path);
    }

    /// <summary>Writes the file as a whole, under its name only when it is complete.</summary>
    /// <exception cref="FileWriteException">It could not be written; what was there before still is.</exception>
    internal static void Write(HostRoot host, string path, byte[] content, bool replace) => RomFile.On(host, path, (on, below) =>
    {
        int slash = below.LastIndexOf('/');
        Errno error = on.OpenDirectory(slash < 0 ? "." : below[..slash], out HostDirectory? opened);
        if (opened is null) throw FileWriteException.Failed(path, error);
        using HostDirectory directory = opened;
        NewFile.Write(directory, below[(slash + 1)..], content, replace);
        return true;
    });
}
