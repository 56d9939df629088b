using GpuPassthrough.Host;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Client;
using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Libvirt.Power;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Libvirt.Power;

/// <summary>Messages as QEMU 7.2 to 10.0 and libvirt 9.0 to 11.3 write them, and what is made of them.</summary>
public sealed class StartFailureTests : IDisposable
{
    private const string Xml = "<domain type='kvm'><name>win10</name><devices><hostdev mode='subsystem' type='pci' managed='yes'><source><address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/></source></hostdev></devices></domain>";

    private readonly TemporaryHost _tree = new TemporaryHost()
        .Function("0000:01:00.0", driver: "vfio-pci", group: 1)
        .Function("0000:01:00.1", id: "10de:10f1", classCode: "040300", driver: "snd_hda_intel", group: 1);

    private readonly HostRoot _host;

    public StartFailureTests() => _host = HostRoot.Open(_tree.Root);

    public void Dispose()
    {
        _host.Dispose();
        _tree.Dispose();
    }

    [Theory]
    [InlineData("internal error: QEMU unexpectedly closed the monitor (vm='win10'): 2026-01-01T00:00:00.0Z qemu-system-x86_64: -device {\"driver\":\"vfio-pci\"}: vfio 0000:01:00.0: group 1 is not viable\nPlease ensure all devices within the iommu_group are bound to their vfio bus driver.", "StartGroupNotViable", "0000:01:00.1 is bound to snd_hda_intel")]
    [InlineData("Requested operation is not valid: PCI device 0000:01:00.0 is in use by driver QEMU, domain other", "StartDeviceTaken", "running domain other")]
    [InlineData("internal error: qemu unexpectedly closed the monitor: vfio 0000:01:00.0: failed to open /dev/vfio/1: Device or resource busy", "StartDeviceBusy", "/dev/vfio/1 is in use")]
    [InlineData("internal error: process exited: vfio 0000:01:00.0: failed to find romfile \"/var/lib/none.rom\"", "StartRomUnreadable", "no such file")]
    [InlineData("internal error: process exited: -device vfio-pci: romfile \"/var/lib/none.rom\" is empty", "StartRomUnreadable", "'/var/lib/none.rom'")]
    [InlineData("internal error: qemu unexpectedly closed the monitor: vfio_listener_region_add: memory listener initialization failed: Region pc.ram: vfio_container_dma_map(0x1, 0x0, 0x80000000, 0x7f) = -12 (Cannot allocate memory)", "StartMemoryLock", "could not be locked")]
    [InlineData("cannot limit locked memory of process 123 to 18253611008: Operation not permitted", "StartMemoryLock", "could not be locked")]
    [InlineData("internal error: process exited: vfio 0000:01:00.0: failed to setup container for group 1: Failed to set iommu for container: Operation not permitted", "StartIommuRefused", "refused")]
    [InlineData("internal error: process exited: vfio 0000:01:00.0: no iommu_group found: No such file or directory", "StartNoIommu", "no IOMMU")]
    [InlineData("unsupported configuration: host doesn't support passthrough of host PCI devices", "StartNoIommu", "no IOMMU")]
    [InlineData("internal error: Device 0000:02:00.0 not found: could not access /sys/bus/pci/devices/0000:02:00.0/config: No such file or directory", "StartDeviceMissing", "0000:02:00.0")]
    [InlineData("internal error: Unknown PCI header type '127' for device '0000:01:00.0'", "StartDeviceDead", "0000:01:00.0 does not answer")]
    [InlineData("Requested operation is not valid: network 'default' is not active", "StartNetworkDown", "network default")]
    [InlineData("operation failed: Unable to find any firmware to satisfy 'efi'", "StartNoFirmware", "firmware")]
    [InlineData("internal error: process exited: Could not access KVM kernel module: No such file or directory", "StartNoKvm", "KVM")]
    [InlineData("internal error: process exited while connecting to monitor: kvm version too old\n2026-11-25T18:41:13.907707Z qemu-system-x86_64: -accel kvm: failed to initialize kvm: Inappropriate ioctl for device", "StartNoKvm", "KVM")]
    [InlineData("unsupported configuration: Emulator '/usr/bin/qemu-system-x86_64' does not support virt type 'kvm'", "StartNoKvm", "KVM")]
    public void TheCauseIsNamed(string message, string id, string text)
    {
        PassthroughException exception = StartFailure.Explain(_host, Domain("qemu:///system"), Failure(message));

        Assert.Equal(id, exception.ErrorId);
        Assert.Contains(text, exception.Message);
        Assert.NotNull(exception.NextStep);
        Assert.Equal(message, Assert.IsType<DomainPowerException>(exception).Detail);
    }

    [Fact]
    public void WhatIsNotKnownStaysAsItIs()
    {
        LibvirtException failure = Failure("internal error: something new");

        Assert.Same(failure, StartFailure.Explain(_host, Domain("qemu:///system"), failure));
    }

    [Fact]
    public void ASessionIsToldOfItsOwnLimit() =>
        Assert.Equal("StartMemoryLockSession", StartFailure.Explain(_host, Domain("qemu:///session"), Failure("VFIO_MAP_DMA failed: Cannot allocate memory")).ErrorId);

    [Theory]
    [InlineData("vfio-pci 0000:01:00.0: BAR 1: can't reserve [mem 0xe0000000-0xefffffff 64bit pref]", "BAR 1 [mem 0xe0000000-0xefffffff 64bit pref]")]
    [InlineData("vfio-pci 0000:01:00.0: BAR 1 [mem 0xe0000000-0xefffffff 64bit pref]: can't reserve", "BAR 1 [mem 0xe0000000-0xefffffff 64bit pref]")]
    [InlineData("vfio-pci 0000:02:00.0: BAR 1: can't reserve [mem 0xe0000000-0xefffffff 64bit pref]", null)]
    [InlineData("vfio-pci 0000:01:00.0: enabling device (0000 -> 0003)", null)]
    public void MemoryThatTheHostKeepsIsToldOf(string record, string? expected)
    {
        BarConflicts conflicts = new(_host, [PciAddress.Parse("0000:01:00.0")]);
        IReadOnlyList<string> warnings = conflicts.Warnings([new KernelLogRecord(1, TimeSpan.Zero, record)]);

        if (expected is null) Assert.Empty(warnings);
        else Assert.Contains(expected, Assert.Single(warnings));
    }

    [Theory]
    [InlineData("<address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>", "0000:01:00.0")]
    [InlineData("<address bus='1' slot='31' function='7'/>", "0000:01:1f.7")]
    [InlineData("<address domain='0x10000' bus='0xe1' slot='0x00' function='0x0'/>", "10000:e1:00.0")]
    public void FunctionsOfTheHostAreRead(string address, string expected)
    {
        DomainDocument document = DomainDocument.Parse($"<domain><name>a</name><devices><hostdev mode='subsystem' type='pci'><source>{address}</source></hostdev><hostdev mode='subsystem' type='usb'><source><address bus='1' device='2'/></source></hostdev></devices></domain>");

        Assert.Equal(expected, Assert.Single(HostFunctions.Of(document)).ToString());
    }

    private DomainDefinition Domain(string uri) => new() { Name = "win10", Uri = uri, Document = DomainDocument.Parse(Xml), HostRoot = _host.Path };

    private static LibvirtException Failure(string message) => LibvirtException.Of("win10", new LibvirtFailure(1, 10, message), new DaemonAdvice("", ""));
}
