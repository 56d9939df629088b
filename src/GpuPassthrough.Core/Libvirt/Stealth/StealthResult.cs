using GpuPassthrough.Libvirt.Document;

namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>A document with a method in it, and what had to be adapted on the way, in sentences.</summary>
internal sealed record StealthResult(DomainDocument Document, IReadOnlyList<string> Notes);
