namespace GpuPassthrough.Libvirt.Creation;

/// <summary>What a domain's network card is plugged into.</summary>
/// <param name="Kind">The type of the interface element: network, bridge, user; null for no card.</param>
/// <param name="Source">The network's or the bridge's name.</param>
internal sealed record NewNetwork(string? Kind, string? Source)
{
    private const string BridgePrefix = "bridge:";

    /// <summary>The network that libvirt comes with.</summary>
    internal static NewNetwork Default { get; } = new("network", "default");

    /// <summary>What a user without rights on the host's network can have.</summary>
    internal static NewNetwork User { get; } = new("user", null);

    /// <summary>A libvirt network by its name, <c>bridge:NAME</c>, <c>user</c> or <c>none</c>.</summary>
    internal static NewNetwork Parse(string text) => text switch
    {
        "none" => new(null, null),
        "user" => User,
        _ when text.StartsWith(BridgePrefix, StringComparison.Ordinal) => new("bridge", text[BridgePrefix.Length..]),
        _ => new("network", text),
    };
}
