using GpuPassthrough.Libvirt.Document;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>A document with host devices put in or taken out, and what is to be known of it, in sentences.</summary>
internal sealed record HostDeviceResult(DomainDocument Document, IReadOnlyList<string> Notes);
