using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>Puts the functions of one card on one slot of the guest, beside those that are there already.</summary>
internal sealed class CardPlacement(DomainElement domain, GuestSlots slots, HostDeviceRequest request, List<string> notes)
{
    private const string Multifunction = "multifunction";

    /// <param name="functions">The functions that are wanted, in order.</param>
    internal void Place(IReadOnlyList<PciAddress> functions)
    {
        List<HostDeviceEntry> there = [.. HostDeviceEntry.All(domain).Where(entry => entry.IsHostDevice && entry.Host.IsSameSlot(functions[0]))];
        List<PciAddress> missing = [.. functions.Where(function => !there.Exists(entry => entry.Host == function))];
        if (missing.Count > 0) Add(there, missing);
        foreach (HostDeviceEntry entry in HostDeviceEntry.All(domain).Where(entry => entry.IsHostDevice && functions.Contains(entry.Host))) SetRom(entry);
    }

    private void Add(List<HostDeviceEntry> there, List<PciAddress> missing)
    {
        List<(PciAddress Host, DomainElement Element)> placed = [];
        PciAddress? slot = SlotOf(there);
        if (slot is null && there.Count > 0) placed.AddRange(there.Where(entry => entry.Guest is null).Select(entry => (entry.Host, entry.Element)));
        if (slot is null && there.Exists(entry => entry.Guest is not null)) notes.Add(Messages.Format("HostDeviceApart", missing[0], there[0].Host));
        bool isNew = slot is null;
        slot ??= slots.Next();
        placed.AddRange(missing.Select(function => (function, Append(function))));
        if (slot is not PciAddress chosen)
        {
            if (placed.Count > 1) notes.Add(Messages.Format("HostDeviceUnplaced", missing[0]));
            return;
        }

        Number(chosen, [.. placed.OrderBy(entry => entry.Host)], isNew);
        AllowSeveral(chosen);
    }

    /// <summary>The slot the card has already: one, with a function 0 on it.</summary>
    private static PciAddress? SlotOf(List<HostDeviceEntry> there)
    {
        PciAddress[] guests = [.. there.Select(entry => entry.Guest).OfType<PciAddress>()];
        PciAddress? first = guests.Where(guest => guest.Function == 0).Select(guest => (PciAddress?)guest).FirstOrDefault();
        return first is PciAddress slot && guests.All(guest => guest.IsSameSlot(slot)) ? slot : null;
    }

    /// <summary>Functions keep the numbers they have on the host where that leaves none out; else they are counted from 0.</summary>
    private void Number(PciAddress slot, List<(PciAddress Host, DomainElement Element)> placed, bool isNew)
    {
        HashSet<byte> taken = [.. GuestDevices(slot).Select(device => GuestAddress.Of(device)!.Value.Function)];
        bool keeps = !isNew || placed[0].Host.Function == 0;
        foreach ((PciAddress host, DomainElement element) in placed)
        {
            byte function = keeps && !taken.Contains(host.Function) ? host.Function : (byte)Enumerable.Range(0, 8).First(number => !taken.Contains((byte)number));
            taken.Add(function);
            DomainElement address = element.Add("address");
            address.Set("type", "pci");
            GuestAddress.Write(address, new PciAddress(slot.Domain, slot.Bus, slot.Device, function));
        }
    }

    /// <summary>QEMU refuses a second function unless function 0 says that there are several.</summary>
    private void AllowSeveral(PciAddress slot)
    {
        DomainElement[] devices = [.. GuestDevices(slot)];
        if (devices.Length < 2) return;
        DomainElement first = devices.Single(device => GuestAddress.Of(device)!.Value.Function == 0);
        GuestAddress.ElementOf(first)!.Set(Multifunction, "on");
    }

    private IEnumerable<DomainElement> GuestDevices(PciAddress slot) => domain.FindAll("devices")
        .SelectMany(devices => devices.Elements)
        .Where(device => device.IsPlain && GuestAddress.Of(device) is PciAddress address && address.IsSameSlot(slot));

    private DomainElement Append(PciAddress function)
    {
        DomainElement device = domain.Part("devices").AddDevice("hostdev");
        device.Set("mode", "subsystem");
        device.Set("type", "pci");
        device.Set("managed", "yes");
        GuestAddress.Write(device.Add("source").Add("address"), function);
        return device;
    }

    private void SetRom(HostDeviceEntry entry)
    {
        bool hasFile = request.Roms.TryGetValue(entry.Host, out string? file);
        bool isHidden = request.WithoutRomBar.Contains(entry.Host);
        if (!hasFile && !isHidden) return;
        DomainElement rom = entry.Element.Find("rom") ?? entry.Element.Add("rom", entry.Element.Find("source"));

        // libvirt rejects bar and file beside enabled='no'.
        if (rom.Get("enabled") == "no")
        {
            notes.Add(Messages.Format("HostDeviceRomEnabled", entry.Host));
            rom.Unset("enabled");
        }

        if (isHidden) rom.Set("bar", "off");
        if (file is not null) rom.Set("file", file);
    }
}
