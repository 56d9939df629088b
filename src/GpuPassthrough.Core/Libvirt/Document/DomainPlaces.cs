namespace GpuPassthrough.Libvirt.Document;

/// <summary>Where the parts of a domain stand when libvirt writes it; new ones go to the same place.</summary>
internal static class DomainPlaces
{
    private static readonly string[] Parts =
    [
        "name", "uuid", "genid", "title", "description", "metadata", "maxMemory", "memory", "currentMemory", "memoryBacking", "vcpu",
        "vcpus", "iothreads", "iothreadids", "defaultiothread", "cputune", "memtune", "numatune", "resource", "sysinfo", "bootloader",
        "bootloader_args", "os", "idmap", "features", "cpu", "clock", "on_poweroff", "on_reboot", "on_crash", "on_lockfailure", "pm", "perf", "devices",
    ];

    private static readonly string[] Devices =
    [
        "emulator", "disk", "controller", "lease", "filesystem", "interface", "smartcard", "serial", "parallel", "console", "channel", "input",
        "tpm", "graphics", "sound", "audio", "video", "hostdev", "redirdev", "redirfilter", "hub", "watchdog", "memballoon", "rng", "nvram", "panic",
    ];

    /// <summary>The part of the domain, made at its place when it is missing.</summary>
    internal static DomainElement Part(this DomainElement domain, string name) => domain.Find(name) ?? AddInOrder(domain, name, Parts);

    /// <summary>Adds a device after those of its kind, else where libvirt would write it.</summary>
    internal static DomainElement AddDevice(this DomainElement devices, string name) => AddInOrder(devices, name, Devices);

    private static DomainElement AddInOrder(DomainElement parent, string name, string[] order)
    {
        int place = Array.IndexOf(order, name);
        DomainElement? after = parent.Elements.LastOrDefault(element => element.IsPlain && Array.IndexOf(order, element.Name) is int at && at >= 0 && at <= place);
        return parent.Add(name, after, after is null ? parent.Elements.FirstOrDefault() : null);
    }
}
