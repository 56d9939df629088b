using System.Globalization;
using System.Xml.Linq;

namespace GpuPassthrough.Libvirt.Creation;

/// <summary>
/// The definition of a Windows guest that is to get a card: q35, UEFI chosen by libvirt, the host's processor, time as
/// Windows keeps it, and a plain display for the installation.
/// </summary>
internal static class DomainTemplate
{
    internal static string Write(NewDomain domain) => Root(domain).ToString() + "\n";

    private static XElement Root(NewDomain domain) => new(
        "domain",
        new XAttribute("type", domain.Kind),
        new XElement("name", domain.Name),
        new XElement("uuid", domain.Uuid),
        new XElement("memory", new XAttribute("unit", "KiB"), domain.MemoryKiB),
        new XElement("currentMemory", new XAttribute("unit", "KiB"), domain.MemoryKiB),
        new XElement("vcpu", new XAttribute("placement", "static"), domain.Processors),
        Firmware(domain),
        Features(domain),
        Processor(domain),
        Clock(),
        new XElement("on_poweroff", "destroy"),
        new XElement("on_reboot", "restart"),
        new XElement("on_crash", "destroy"),

        // Windows must not put itself to sleep: a card that was passed through rarely wakes up.
        new XElement("pm", Switch("suspend-to-mem", "enabled", "no"), Switch("suspend-to-disk", "enabled", "no")),
        new XElement("devices", Devices(domain)));

    // Without Secure Boot, firmware is asked for that has none: cards' own ROMs are often not signed.
    private static XElement Firmware(NewDomain domain) => new(
        "os",
        new XAttribute("firmware", "efi"),
        new XElement("type", new XAttribute("arch", "x86_64"), new XAttribute("machine", domain.Machine), "hvm"),
        new XElement(
            "firmware",
            Feature("secure-boot", domain.SecureBoot),
            domain.SecureBoot ? Feature("enrolled-keys", true) : null));

    private static XElement Feature(string name, bool isOn) => new("feature", new XAttribute("enabled", isOn ? "yes" : "no"), new XAttribute("name", name));

    private static XElement Features(NewDomain domain) => new(
        "features",
        new XElement("acpi"),
        new XElement("apic"),
        new XElement(
            "hyperv",
            new XAttribute("mode", "custom"),
            Switch("relaxed", "state", "on"),
            Switch("vapic", "state", "on"),
            new XElement("spinlocks", new XAttribute("state", "on"), new XAttribute("retries", 8191))),
        Switch("vmport", "state", "off"),
        domain.SecureBoot ? Switch("smm", "state", "on") : null);

    // Not to be migrated, which a card forbids anyway: only then the guest sees that its time stamp counter is invariant.
    private static XElement Processor(NewDomain domain)
    {
        int threads = domain.Topology.ThreadsFor(domain.Processors);
        return new XElement(
            "cpu",
            new XAttribute("mode", "host-passthrough"),
            new XAttribute("check", "none"),
            new XAttribute("migratable", "off"),
            new XElement("topology", new XAttribute("sockets", 1), new XAttribute("dies", 1), new XAttribute("cores", domain.Processors / threads), new XAttribute("threads", threads)),
            new XElement("cache", new XAttribute("mode", "passthrough")),
            domain.Topology.IsAmd && threads > 1 ? new XElement("feature", new XAttribute("policy", "require"), new XAttribute("name", "topoext")) : null);
    }

    private static XElement Clock() => new(
        "clock",
        new XAttribute("offset", "localtime"),
        Timer("rtc", "tickpolicy", "catchup"),
        Timer("pit", "tickpolicy", "delay"),
        Timer("hpet", "present", "no"),
        Timer("hypervclock", "present", "yes"));

    private static XElement Timer(string name, string attribute, string value) => new("timer", new XAttribute("name", name), new XAttribute(attribute, value));

    private static XElement Switch(string name, string attribute, string value) => new(name, new XAttribute(attribute, value));

    private static IEnumerable<XElement?> Devices(NewDomain domain) =>
    [
        .. domain.Disks.Select((disk, index) => Disk(domain, disk, index)),
        .. domain.Media.Select((medium, index) => Medium(domain, medium, index)),
        new XElement("controller", new XAttribute("type", "usb"), new XAttribute("model", "qemu-xhci"), new XAttribute("ports", 15)),
        Interface(domain),
        domain.Virtio ? Agent() : null,
        new XElement("input", new XAttribute("type", "tablet"), new XAttribute("bus", "usb")),
        domain.Tpm ? new XElement("tpm", new XAttribute("model", "tpm-crb"), new XElement("backend", new XAttribute("type", "emulator"), new XAttribute("version", "2.0"))) : null,
        new XElement("graphics", new XAttribute("type", "vnc"), new XAttribute("autoport", "yes"), new XElement("listen", new XAttribute("type", "address"), new XAttribute("address", "127.0.0.1"))),
        new XElement("video", new XElement("model", new XAttribute("type", "vga"))),

        // VFIO locks all of the guest's memory: there is nothing to give back.
        new XElement("memballoon", new XAttribute("model", "none")),
    ];

    private static XElement Disk(NewDomain domain, NewDisk disk, int index) => new(
        "disk",
        new XAttribute("type", disk.IsBlock ? "block" : "file"),
        new XAttribute("device", "disk"),
        new XElement("driver", new XAttribute("name", "qemu"), new XAttribute("type", disk.Format), new XAttribute("discard", "unmap")),
        new XElement("source", new XAttribute(disk.IsBlock ? "dev" : "file", disk.Path)),
        new XElement("target", new XAttribute("dev", (domain.Virtio ? "vd" : "sd") + Letter(index)), new XAttribute("bus", domain.Virtio ? "virtio" : "sata")),
        new XElement("boot", new XAttribute("order", index + 1)));

    private static XElement Medium(NewDomain domain, NewDisk medium, int index) => new(
        "disk",
        new XAttribute("type", medium.IsBlock ? "block" : "file"),
        new XAttribute("device", "cdrom"),
        new XElement("driver", new XAttribute("name", "qemu"), new XAttribute("type", "raw")),
        new XElement("source", new XAttribute(medium.IsBlock ? "dev" : "file", medium.Path)),
        new XElement("target", new XAttribute("dev", "sd" + Letter((domain.Virtio ? 0 : domain.Disks.Count) + index)), new XAttribute("bus", "sata")),
        new XElement("readonly"),
        new XElement("boot", new XAttribute("order", domain.Disks.Count + index + 1)));

    private static string Letter(int index) => ((char)('a' + index)).ToString(CultureInfo.InvariantCulture);

    private static XElement? Interface(NewDomain domain) => domain.Network.Kind is not string kind ? null : new(
        "interface",
        new XAttribute("type", kind),
        domain.Network.Source is string source ? new XElement("source", new XAttribute(kind, source)) : null,
        new XElement("model", new XAttribute("type", domain.Virtio ? "virtio" : "e1000e")));

    private static XElement Agent() => new(
        "channel",
        new XAttribute("type", "unix"),
        new XElement("target", new XAttribute("type", "virtio"), new XAttribute("name", "org.qemu.guest_agent.0")));
}
