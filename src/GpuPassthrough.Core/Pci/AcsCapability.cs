using System.Buffers.Binary;
using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>Access Control Services of a bridge (extended capability 0x000d: capability word at 4, control word at 6).</summary>
/// <param name="State">What it does for isolation.</param>
/// <param name="Control">The control word.</param>
internal readonly record struct AcsCapability(AcsState State, ushort Control)
{
    private const int Id = 0x0d;
    private const int LargestConfig = 4096;

    // SV | RR | CR | UF: what the kernel asks for (REQ_ACS_FLAGS); those the capability word lacks count as fulfilled.
    private const ushort Needed = 0x1d;

    internal static AcsCapability Read(HostRoot host, PciAddress address)
    {
        byte[]? bytes = host.ReadBytes($"{HostPaths.PciDevices}/{address}/config", LargestConfig);
        if (bytes is null) return default;
        PciCapability? capability = new ConfigSpace(bytes).Capabilities().FirstOrDefault(capability => capability is { IsExtended: true, Id: Id });
        if (capability is null) return new AcsCapability(bytes.Length == LargestConfig ? AcsState.Absent : AcsState.Unknown, 0);
        if (capability.Offset + 8 > bytes.Length) return default;
        ushort able = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(capability.Offset + 4));
        ushort control = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(capability.Offset + 6));
        return new AcsCapability((control & able & Needed) == (able & Needed) ? AcsState.On : AcsState.Off, control);
    }
}

/// <summary>What a bridge's access control does.</summary>
internal enum AcsState
{
    /// <summary>The configuration space could not be read that far: that takes root.</summary>
    Unknown,

    /// <summary>The bridge has none.</summary>
    Absent,

    /// <summary>It has, and what isolates is not switched on.</summary>
    Off,

    /// <summary>It isolates.</summary>
    On,
}
