using System.Text;
using System.Xml.Linq;
using GpuPassthrough.Changes;
using GpuPassthrough.Firmware;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Client;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Libvirt.Creation;

/// <summary>Works out what making a domain comes to: nothing where it is there already as asked for.</summary>
internal sealed class DomainCreation : IDisposable
{
    private const string Architecture = "x86_64";

    private readonly LibvirtConnection _connection;
    private readonly DomainReader _reader;

    private DomainCreation(LibvirtConnection connection, DomainReader reader)
    {
        _connection = connection;
        _reader = reader;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _connection.Dispose();
    }

    internal static DomainCreation Open(HostRoot host, string uri)
    {
        LibvirtConnection connection = LibvirtConnection.Open(host, uri);
        try
        {
            return new DomainCreation(connection, DomainReader.ToLook(host, uri));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The domain of that name if it is as asked for, null when there is none.</summary>
    /// <exception cref="NewDomainException">There is one, and it is another.</exception>
    internal DomainDefinition? Find(NewDomain wanted)
    {
        if (!_reader.Has(wanted.Name)) return null;
        DomainDefinition existing = _reader.Read(wanted.Name);
        CheckSame(existing.ToString(), existing.Document.ToString(), wanted);
        return existing;
    }

    internal DomainDefinition Read(string name) => _reader.Read(name);

    internal PlannedDomain Plan(NewDomain domain)
    {
        NewDomain spelled = domain.Kind == "test" ? domain : domain with { Machine = Machine(domain) };
        return new PlannedDomain(_connection.Uri, domain.Uuid, domain.Name, null, DomainTemplate.Write(spelled));
    }

    /// <summary>The file for a domain; the same content when it is there already as asked for.</summary>
    internal static PlannedFile Plan(HostRoot host, string path, NewDomain domain, bool overwrite)
    {
        byte[] content = Encoding.UTF8.GetBytes(DomainTemplate.Write(domain));
        bool exists = RomFile.On(host, path, (on, below) => on.Identify(below)) is not null;
        if (!exists) return new PlannedFile(path.TrimStart('/'), null, content);
        DomainFile existing = DomainFile.Read(host, path);
        if (overwrite) return new PlannedFile(path.TrimStart('/'), existing.Bytes, content);
        CheckSame(path, existing.Definition.Document.ToString(), domain);
        return new PlannedFile(path.TrimStart('/'), existing.Bytes, existing.Bytes);
    }

    private static void CheckSame(string place, string xml, NewDomain wanted)
    {
        IReadOnlyList<string> differences = ExistingDomain.Differences(xml, wanted);
        if (differences.Count > 0) throw NewDomainException.Exists(place, differences.Select(parameter => "-" + parameter));
    }

    private string Machine(NewDomain domain) =>
        XElement.Parse(_connection.ReadDomainCapabilities(null, Architecture, domain.Machine, domain.Kind)).Element("machine")?.Value ?? domain.Machine;
}
