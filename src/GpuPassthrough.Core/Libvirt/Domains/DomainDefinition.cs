using GpuPassthrough.Changes;
using GpuPassthrough.Libvirt.Document;

namespace GpuPassthrough.Libvirt.Domains;

/// <summary>A domain that was read to be looked at or changed.</summary>
internal sealed record DomainDefinition
{
    internal required string Name { get; init; }

    /// <summary>The UUID; null in a file that has none.</summary>
    internal Guid? Uuid { get; init; }

    /// <summary>The persistent definition. Where it is read to be changed, with all secrets.</summary>
    internal required DomainDocument Document { get; init; }

    /// <summary>The daemon; null for a file.</summary>
    internal string? Uri { get; init; }

    /// <summary>The file on this machine; null for a domain that libvirt keeps.</summary>
    internal string? Path { get; init; }

    /// <summary>Null for a file.</summary>
    internal LibvirtDomainState? State { get; init; }

    /// <summary>It stays when it stops; false for one that was only started.</summary>
    internal bool IsPersistent { get; init; } = true;

    /// <summary>libvirt keeps the memory of the stopped domain, and the definition it had then.</summary>
    internal bool HasManagedSave { get; init; }

    /// <summary>The versions of who will run it; null for a file.</summary>
    internal LibvirtVersions? Versions { get; init; }

    internal required string HostRoot { get; init; }

    internal string? HostId { get; init; }

    /// <summary>A change of the definition applies only once it was stopped and started.</summary>
    internal bool IsActive => State is not (null or LibvirtDomainState.NoState or LibvirtDomainState.Shutoff or LibvirtDomainState.Crashed);

    /// <summary>The domain and where it is, for messages.</summary>
    public override string ToString() => Uri is null ? Path ?? Name : DomainUri.Describe(Name, Uri);
}
