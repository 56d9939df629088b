namespace GpuPassthrough.Pci;

/// <summary>
/// One PCI function of a host as it was when it was read (<c>/sys/bus/pci/devices/ADDRESS</c>). Hexadecimal values are
/// lower-case strings of the kernel's width, without <c>0x</c>.
/// </summary>
public sealed class PciDevice
{
    private readonly PciSources _sources;

    internal PciDevice(PciDeviceFacts facts, PciSources sources, PciDetails? details = null)
    {
        _sources = sources;
        Facts = facts;
        Id = PciSources.IdText(facts.Id);
        Details = details;
    }

    /// <summary>The address, domain:bus:device.function (the directory's name).</summary>
    public PciAddress Address => Facts.Address;

    /// <summary>The vendor, four digits (<c>vendor</c>).</summary>
    public string Vendor => HexText.Word(Facts.Vendor);

    /// <summary>The device, four digits (<c>device</c>).</summary>
    public string Device => HexText.Word(Facts.Device);

    /// <summary>The hardware ID, vendor:device, as <c>vfio_pci.ids</c> takes it.</summary>
    public string Id { get; }

    /// <summary>The maker of the board, four digits (<c>subsystem_vendor</c>); null when the kernel does not say.</summary>
    public string? SubsystemVendor => Facts.SubsystemVendor is ushort vendor ? HexText.Word(vendor) : null;

    /// <summary>The board, four digits (<c>subsystem_device</c>); null when the kernel does not say.</summary>
    public string? SubsystemDevice => Facts.SubsystemDevice is ushort device ? HexText.Word(device) : null;

    /// <summary>Base class and subclass, four digits (<c>class</c>): 0300 VGA, 0302 3D controller, 0403 HD audio, 0604 PCI bridge.</summary>
    public string Class => HexText.Word((ushort)(Facts.Class.Code >> 8));

    /// <summary>The programming interface, two digits (the last byte of <c>class</c>).</summary>
    public string ProgIf => HexText.Byte(Facts.Class.ProgIf);

    /// <summary>The revision, two digits (<c>revision</c>); null when the kernel does not say.</summary>
    public string? Revision => Facts.Revision is byte revision ? HexText.Byte(revision) : null;

    /// <summary>Vendor and device in words, from pci.ids; with the vendor alone known, its name and <c>Device</c> with the ID; null when neither is.</summary>
    public string? Name => _sources.Names.DeviceName(Facts.Id);

    /// <summary>The class in words, from pci.ids; null when it is not there.</summary>
    public string? ClassName => _sources.Names.ClassName(Facts.Class);

    /// <summary>The driver bound to the function (name of the <c>driver</c> link's target); null when there is none.</summary>
    public string? Driver => Facts.Driver;

    /// <summary>
    /// The kernel modules that offer themselves for this function, in the order of <c>modprobe -R</c>, built-in ones too:
    /// what <c>lspci -k</c> calls "Kernel modules". From modules.alias and modules.builtin.modinfo of the host's kernel.
    /// </summary>
    public string[] KernelModules => _sources.Modules.Find(Facts);

    /// <summary>The number of its IOMMU group (<c>iommu_group</c> link); null when no IOMMU translates for it.</summary>
    public int? IommuGroup => Facts.IommuGroup;

    /// <summary>True for host, ISA, PCI and other bridges (base class 06 but for 0680): parts of the host, never passed on.</summary>
    public bool IsBridge => Facts.Class.IsBridge;

    /// <summary>True for display controllers (base class 03): VGA, 3D and other.</summary>
    public bool IsDisplay => Facts.Class.IsDisplay;

    /// <summary>True when the firmware used this card for the boot screen (<c>boot_vga</c>; only class 0300 has it).</summary>
    public bool IsBootVga => Facts.IsBootVga;

    /// <summary>The directory that is the host's root: <c>/</c> for the running machine.</summary>
    public string HostRoot => _sources.HostRoot;

    /// <summary>Tells the host from others without naming it: a salted hash of its machine id.</summary>
    public string? HostId => _sources.HostId;

    /// <summary>What costs further reads: BARs, link, power, resets, users; null unless asked for with -Detailed.</summary>
    public PciDetails? Details { get; }

    internal PciDeviceFacts Facts { get; }

    /// <summary>The address: enough to find the function again.</summary>
    public override string ToString() => Address.ToString();

    internal PciDevice WithDetails(PciDetails details) => new(Facts, _sources, details);

    internal string? SubsystemName => _sources.Names.SubsystemName(Facts);
}
