namespace GpuPassthrough.Host;

/// <summary>What a file is beside its content and name: owner, mode, security label and access list.</summary>
internal sealed record FileTraits
{
    internal const int LargestAttribute = 65536;
    internal const uint PlainMode = 0x1a4;

    private const uint PermissionBits = 0x1ff;

    // Nothing that gives power, such as security.capability, is ever carried over.
    private static readonly string[] Names = ["security.selinux", "system.posix_acl_access"];

    /// <summary>The permission bits; setuid, setgid and sticky are left out.</summary>
    public uint Mode { get; init; } = PlainMode;

    /// <summary>Null: whoever makes it.</summary>
    public uint? Owner { get; init; }

    /// <summary>Null: whoever makes it.</summary>
    public uint? Group { get; init; }

    public IReadOnlyDictionary<string, byte[]> Attributes { get; init; } = new Dictionary<string, byte[]>();

    internal static FileTraits Of(WritableFile file)
    {
        FileIdentity identity = file.Identity;
        Dictionary<string, byte[]> attributes = [];
        foreach (string name in Names)
        {
            if (file.Attribute(name) is byte[] value) attributes[name] = value;
        }

        return new FileTraits { Mode = identity.Permissions & PermissionBits, Owner = identity.Owner, Group = identity.Group, Attributes = attributes };
    }

    /// <summary>The same without what must not come from a record: more than permission bits, other attributes, an owner that only root may set.</summary>
    internal FileTraits Harmless()
    {
        bool isRoot = LibC.EffectiveUser() == 0;
        return this with
        {
            Mode = Mode & PermissionBits,
            Owner = isRoot && Group is not null ? Owner : null,
            Group = isRoot && Owner is not null ? Group : null,
            Attributes = Attributes.Where(attribute => Names.Contains(attribute.Key) && attribute.Value.Length <= LargestAttribute).ToDictionary(),
        };
    }
}
