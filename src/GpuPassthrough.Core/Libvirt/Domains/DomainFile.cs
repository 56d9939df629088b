using GpuPassthrough.Changes;
using GpuPassthrough.Firmware;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Document;

namespace GpuPassthrough.Libvirt.Domains;

/// <summary>
/// A domain XML file that somebody named. It belongs to whoever named it, wherever it lies: it is replaced as a whole and
/// keeps owner, mode and encoding, and the journal, which is the host's, has no record of it.
/// </summary>
/// <param name="Definition">The domain in it.</param>
/// <param name="Bytes">What it held when it was read.</param>
internal sealed record DomainFile(DomainDefinition Definition, byte[] Bytes)
{
    private string Path => Definition.Path!;

    /// <summary>Reads a file.</summary>
    /// <param name="host">The host it belongs to; links of a file below its root stay inside.</param>
    /// <param name="path">An absolute path on this machine.</param>
    /// <exception cref="DomainFileException">It cannot be read.</exception>
    /// <exception cref="DomainDocumentException">It is no domain.</exception>
    internal static DomainFile Read(HostRoot host, string path)
    {
        byte[] bytes = ReadBytes(host, path);
        DomainDocument document = DomainDocument.Parse(bytes, path);
        return new DomainFile(Describe(host, path, document), bytes);
    }

    /// <summary>The change of this file to another document.</summary>
    internal PlannedFile Plan(DomainDocument document) => new(Path.TrimStart('/'), Bytes, document.ToBytes());

    private static byte[] ReadBytes(HostRoot host, string path) => RomFile.On(host, path, (on, below) =>
    {
        if (on.Identify(below) is not FileIdentity found) throw DomainFileException.Unreadable(path, Errno.NoEntry);
        if (!found.IsRegularFile) throw DomainFileException.NotFile(path);
        Errno error = on.ReadBytes(below, DomainXml.Longest + 1, out byte[] bytes);
        if (error != Errno.None) throw DomainFileException.Unreadable(path, error);
        return bytes.Length <= DomainXml.Longest ? bytes : throw DomainFileException.TooLarge(path, DomainXml.Longest);
    });

    private static DomainDefinition Describe(HostRoot host, string path, DomainDocument document) => new()
    {
        Name = document.Name.Length > 0 ? document.Name : System.IO.Path.GetFileNameWithoutExtension(path),
        Uuid = Guid.TryParse(document.Uuid, out Guid uuid) ? uuid : null,
        Document = document,
        Path = path,
        HostRoot = host.Path,
        HostId = host.Id,
    };
}
