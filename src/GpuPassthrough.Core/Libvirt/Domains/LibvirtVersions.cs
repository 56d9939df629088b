namespace GpuPassthrough.Libvirt.Domains;

/// <summary>Who runs domains on a host.</summary>
/// <param name="Daemon">libvirt's version on the side that keeps the domains.</param>
/// <param name="Hypervisor">The version of QEMU; null where the daemon found none.</param>
internal sealed record LibvirtVersions(Version Daemon, Version? Hypervisor);
