using GpuPassthrough.Libvirt.Document;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>Tells machine types apart by their names.</summary>
internal static class GuestMachines
{
    internal static GuestMachine Of(DomainElement domain)
    {
        string machine = domain.Path("os", "type")?.Get("machine") ?? "";
        if (machine.Contains("q35", StringComparison.Ordinal) || machine == "virt" || machine.StartsWith("virt-", StringComparison.Ordinal)) return GuestMachine.Express;
        bool isConventional = machine is "pc" or "ubuntu" || machine.Contains("i440fx", StringComparison.Ordinal) || machine.StartsWith("pc-0.", StringComparison.Ordinal) || machine.StartsWith("pc-1.", StringComparison.Ordinal);
        return isConventional ? GuestMachine.Conventional : GuestMachine.Other;
    }
}
