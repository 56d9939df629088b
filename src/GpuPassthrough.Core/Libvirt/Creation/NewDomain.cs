namespace GpuPassthrough.Libvirt.Creation;

/// <summary>A domain that is to be made.</summary>
internal sealed record NewDomain
{
    private const long LeastMemory = 256L << 20;

    internal required string Name { get; init; }

    internal required Guid Uuid { get; init; }

    /// <summary>The hypervisor: kvm, or test for libvirt's test driver.</summary>
    internal string Kind { get; init; } = "kvm";

    /// <summary>The machine type as the daemon spells it out; libvirt replaces an alias by what it stands for.</summary>
    internal string Machine { get; init; } = "q35";

    internal required long MemoryBytes { get; init; }

    internal required int Processors { get; init; }

    internal required HostTopology Topology { get; init; }

    internal IReadOnlyList<NewDisk> Disks { get; init; } = [];

    internal IReadOnlyList<NewDisk> Media { get; init; } = [];

    internal NewNetwork Network { get; init; } = NewNetwork.Default;

    internal bool SecureBoot { get; init; }

    internal bool Tpm { get; init; }

    /// <summary>Disks and network on virtio, for which Windows needs drivers from a medium of its own.</summary>
    internal bool Virtio { get; init; }

    internal long MemoryKiB => MemoryBytes / 1024;

    /// <exception cref="NewDomainException">It is no name that libvirt takes, or hardly the memory that was meant.</exception>
    internal void Check()
    {
        // libvirt makes file names of it, and takes no line ends.
        if (Name.Trim().Length == 0 || Name.Any(character => char.IsControl(character) || character == '/') || Name is "." or "..") throw NewDomainException.Name(Name);
        if (MemoryBytes < LeastMemory) throw NewDomainException.Memory(MemoryBytes);
    }
}
