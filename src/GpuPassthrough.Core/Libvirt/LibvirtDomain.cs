using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Libvirt;

/// <summary>A libvirt domain as it is defined, or a domain XML file.</summary>
public sealed class LibvirtDomain
{
    internal LibvirtDomain(DomainDefinition definition)
    {
        Name = definition.Name;
        Uuid = definition.Uuid;
        State = definition.State;
        IsPersistent = definition.IsPersistent;
        HasManagedSave = definition.HasManagedSave;
        Uri = definition.Uri;
        Path = definition.Path;
        Xml = definition.Document.ToString();
        HostRoot = definition.HostRoot;
        HostId = definition.HostId;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The UUID; null in a file that has none.</summary>
    public Guid? Uuid { get; }

    /// <summary>What it is doing; null for a file.</summary>
    public LibvirtDomainState? State { get; }

    /// <summary>False for a domain that was only started, and is gone once it stops.</summary>
    public bool IsPersistent { get; }

    /// <summary>True when libvirt keeps the memory of the stopped domain: the next start goes on with the definition it had then.</summary>
    public bool HasManagedSave { get; }

    /// <summary>The daemon that keeps it; null for a file.</summary>
    public string? Uri { get; }

    /// <summary>The domain XML file; null for a domain that libvirt keeps.</summary>
    public string? Path { get; }

    /// <summary>The definition that the next start uses. Of a domain that libvirt keeps, passwords are left out.</summary>
    public string Xml { get; }

    /// <summary>The directory that is the host's root: <c>/</c> for the running machine.</summary>
    public string HostRoot { get; }

    /// <summary>Tells the host from others without naming it: a salted hash of its machine id.</summary>
    public string? HostId { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
