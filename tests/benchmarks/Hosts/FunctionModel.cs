using GpuPassthrough.Pci;

namespace GpuPassthrough.Benchmarks.Hosts;

/// <summary>What a function's registers say, and the driver bound to it.</summary>
internal sealed record FunctionModel(HardwareId Id, HardwareId Subsystem, uint Class, byte Revision, string? Driver)
{
    internal bool IsBridge => Class >> 8 == 0x0604;

    internal bool IsVga => Class >> 8 == 0x0300;

    internal string ModuleAlias =>
        $"pci:v{Id.Vendor:X8}d{Id.Device:X8}sv{Subsystem.Vendor:X8}sd{Subsystem.Device:X8}bc{Class >> 16:X2}sc{(Class >> 8) & 0xff:X2}i{Class & 0xff:X2}";
}

/// <summary>A card: the functions of one slot.</summary>
/// <param name="Functions">In the order of their numbers.</param>
/// <param name="HasOwnGroups">Each function is an IOMMU group of its own, as SR-IOV functions are.</param>
internal sealed record Card(FunctionModel[] Functions, bool HasOwnGroups);
