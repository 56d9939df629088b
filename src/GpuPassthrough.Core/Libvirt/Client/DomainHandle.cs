using Microsoft.Win32.SafeHandles;

namespace GpuPassthrough.Libvirt.Client;

/// <summary>A virDomainPtr; freed once nobody holds it.</summary>
internal sealed class DomainHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    internal DomainHandle(nint domain)
        : this() => SetHandle(domain);

    protected override bool ReleaseHandle() => LibvirtNative.FreeDomain(handle) == 0;
}
