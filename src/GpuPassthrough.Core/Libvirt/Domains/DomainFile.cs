using System.Xml.Linq;
using GpuPassthrough.Changes;
using GpuPassthrough.Firmware;
using GpuPassthrough.Host;

namespace GpuPassthrough.Libvirt.Domains;

/// <summary>
/// A domain XML file that somebody named. It belongs to whoever named it, wherever it lies: it is replaced as a whole and
/// keeps owner, mode and encoding, and the journal, which is the host's, has no record of it.
/// </summary>
internal sealed class DomainFile
{
    private readonly byte[] _bytes;
    private readonly DomainText _text;

    private DomainFile(string path, byte[] bytes, DomainText text, DomainDefinition definition)
    {
        _bytes = bytes;
        _text = text;
        Path = path;
        Definition = definition;
    }

    internal string Path { get; }

    internal DomainDefinition Definition { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="host">The host it belongs to; links of a file below its root stay inside.</param>
    /// <param name="path">An absolute path on this machine.</param>
    /// <exception cref="DomainFileException">It cannot be read, or is no domain.</exception>
    internal static DomainFile Read(HostRoot host, string path)
    {
        byte[] bytes = ReadBytes(host, path);
        DomainText text = DomainText.Decode(path, bytes);
        return new DomainFile(path, bytes, text, Describe(host, path, text.Text));
    }

    /// <summary>The change of this file to another text.</summary>
    internal PlannedFile Plan(string xml) => new(Path.TrimStart('/'), _bytes, _text.Encode(xml));

    private static byte[] ReadBytes(HostRoot host, string path)
    {
        Errno error = Errno.None;
        byte[] bytes = [];
        bool isFile = RomFile.On(host, path, (on, below) =>
        {
            error = on.Identify(below) is null ? Errno.NoEntry : Errno.None;
            if (error != Errno.None || on.Identify(below) is not { IsRegularFile: true }) return false;
            error = on.ReadBytes(below, DomainXml.Longest + 1, out bytes);
            return true;
        });
        if (error != Errno.None) throw DomainFileException.Unreadable(path, error);
        if (!isFile) throw DomainFileException.NotDomain(path);
        return bytes.Length <= DomainXml.Longest ? bytes : throw DomainFileException.TooLarge(path, DomainXml.Longest);
    }

    private static DomainDefinition Describe(HostRoot host, string path, string xml)
    {
        if (DomainXml.Parse(xml) is not { Name.LocalName: "domain" } root) throw DomainFileException.NotDomain(path);
        string? name = root.Element("name")?.Value.Trim();
        return new DomainDefinition
        {
            Name = string.IsNullOrEmpty(name) ? System.IO.Path.GetFileNameWithoutExtension(path) : name,
            Uuid = Guid.TryParse(root.Element("uuid")?.Value.Trim(), out Guid uuid) ? uuid : null,
            Xml = xml,
            Path = path,
            HostRoot = host.Path,
            HostId = host.Id,
        };
    }
}
