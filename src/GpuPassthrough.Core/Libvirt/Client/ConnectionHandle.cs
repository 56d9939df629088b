using Microsoft.Win32.SafeHandles;

namespace GpuPassthrough.Libvirt.Client;

/// <summary>A virConnectPtr; closed once nobody holds it.</summary>
internal sealed class ConnectionHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    // -1 is an error, a positive number says that domains still hold the connection: it is closed with the last.
    protected override bool ReleaseHandle() => LibvirtNative.CloseConnection(handle) >= 0;
}
