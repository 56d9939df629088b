using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio;

/// <summary>A stub cannot be made, read or taken out.</summary>
public sealed class VfioStubException : PassthroughException
{
    private VfioStubException(string id, object subject, params object?[] arguments)
        : base(id, [subject, .. arguments]) => Subject = subject;

    /// <summary>The function's address, or the file and line.</summary>
    public override object Subject { get; }

    internal static VfioStubException BlockOpen(string place) => new("StubBlockOpen", place);

    internal static VfioStubException RecordUnread(string place, string text) => new("StubRecordUnread", place, text);

    internal static VfioStubException Bridge(PciAddress address) => new("StubBridge", address);

    internal static VfioStubException HasVirtualFunctions(PciAddress address, int count) => new("StubHasVirtualFunctions", address, count);

    internal static VfioStubException NoDriver(string release) => new("StubNoDriver", release);

    internal static VfioStubException NoKernels(string root) => new("StubNoKernels", root);

    internal static VfioStubException AddressNotHeeded(PciAddress address, string generator) => new("StubAddressNotHeeded", address, generator);

    internal static VfioStubException NotOurs(PciAddress address, string where) => new("StubNotOurs", address, where);

    internal static VfioStubException ByHand(string place, string why, string what) => new("StubByHand", place, why, what);

    internal static VfioStubException NotTaken(string path, string what) => new("StubNotTaken", path, what);
}
