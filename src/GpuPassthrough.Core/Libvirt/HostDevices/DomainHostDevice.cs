using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>A PCI function of the host that a domain is given (<c>hostdev</c>).</summary>
public sealed class DomainHostDevice
{
    internal DomainHostDevice(DomainDefinition domain, HostDeviceEntry entry, PciDevice? device)
    {
        DomainElement? rom = entry.Element.Find("rom");
        Domain = domain.Name;
        Uri = domain.Uri;
        Path = domain.Path;
        HostRoot = domain.HostRoot;
        HostId = domain.HostId;
        Address = entry.Host;
        PciDevice = device;
        GuestAddress = entry.Guest?.ToString();
        IsManaged = entry.Element.Get("managed") == "yes";
        RomFile = rom?.Get("file");
        RomBar = rom?.Get("enabled") == "no" ? "off" : rom?.Get("bar");
        BootOrder = (int?)LibvirtNumber.Read(entry.Element.Find("boot")?.Get("order"));
    }

    /// <summary>The domain's name.</summary>
    public string Domain { get; }

    /// <summary>The daemon that keeps the domain; null for a file.</summary>
    public string? Uri { get; }

    /// <summary>The domain XML file; null for a domain that libvirt keeps.</summary>
    public string? Path { get; }

    /// <summary>The function on the host (<c>source/address</c>).</summary>
    public PciAddress Address { get; }

    /// <summary>The function as the host has it now; null when it has none of that address.</summary>
    public PciDevice? PciDevice { get; }

    /// <summary>Where the guest finds it (<c>address</c>); null when libvirt has not chosen yet.</summary>
    public string? GuestAddress { get; }

    /// <summary>True when libvirt takes the function from its driver at start and gives it back afterwards (<c>managed='yes'</c>).</summary>
    public bool IsManaged { get; }

    /// <summary>The ROM file, as the host names it (<c>rom file</c>); null when the card's own is used.</summary>
    public string? RomFile { get; }

    /// <summary>on or off, when the domain says whether the guest sees the ROM (<c>rom bar</c>); null when it leaves that to QEMU.</summary>
    public string? RomBar { get; }

    /// <summary>The place in the order in which the guest's firmware tries to boot (<c>boot order</c>); null when it has none.</summary>
    public int? BootOrder { get; }

    /// <summary>The hardware ID, as the host has it now; null when the function is not there.</summary>
    public string? Id => PciDevice?.Id;

    /// <summary>The directory that is the host's root: <c>/</c> for the running machine.</summary>
    public string HostRoot { get; }

    /// <summary>Tells the host from others without naming it: a salted hash of its machine id.</summary>
    public string? HostId { get; }

    /// <summary>The function's address.</summary>
    public override string ToString() => Address.ToString();
}
