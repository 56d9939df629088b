using GpuPassthrough.Firmware;
using GpuPassthrough.Host;

namespace GpuPassthrough.Libvirt.Creation;

/// <summary>A disk or a medium of a domain that is to be made.</summary>
/// <param name="Path">The file or block device, as the host names it.</param>
/// <param name="IsBlock">True for a block device.</param>
internal sealed record NewDisk(string Path, bool IsBlock)
{
    private static readonly string[] Formats = ["qcow2", "vmdk", "vdi", "vhdx", "qed"];

    /// <summary>The format by the file's name. By its content a guest could make the host open another file.</summary>
    internal string Format
    {
        get
        {
            string extension = System.IO.Path.GetExtension(Path).TrimStart('.').ToLowerInvariant();
            return !IsBlock && Formats.Contains(extension) ? extension : "raw";
        }
    }

    /// <summary>Looks at a file that is to be given to a domain.</summary>
    /// <param name="host">The host.</param>
    /// <param name="path">An absolute path on this machine.</param>
    /// <exception cref="NewDomainException">It is not there, or not on the host.</exception>
    internal static NewDisk Find(HostRoot host, string path)
    {
        string onHost = host.PathOnHost(path) ?? throw NewDomainException.DiskElsewhere(path, host.Path);
        FileIdentity? found = RomFile.On(host, path, (on, below) => on.Identify(below));
        if (found is not { IsDirectory: false } file) throw NewDomainException.DiskMissing(path);
        return new NewDisk(onHost, !file.IsRegularFile);
    }
}
