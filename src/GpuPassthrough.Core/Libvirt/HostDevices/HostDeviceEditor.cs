using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>Puts functions of the host into a domain and takes them out. What is there already keeps its place.</summary>
internal static class HostDeviceEditor
{
    /// <exception cref="PassthroughException">There is no room, or the document has several lists of devices.</exception>
    internal static HostDeviceResult Add(DomainDocument document, HostDeviceRequest request)
    {
        List<string> notes = [];
        DomainDocument changed = document.Edit(domain =>
        {
            _ = document.Single(domain, "devices");
            GuestSlots slots = new(domain, document.Source);
            foreach (IGrouping<PciAddress, PciAddress> card in request.Functions.Distinct().Order().GroupBy(CardOf)) new CardPlacement(domain, slots, request, notes).Place([.. card]);
            foreach (int port in slots.AddedPorts) notes.Add(Messages.Format("HostDevicePort", port));
        });
        return new HostDeviceResult(changed, notes);
    }

    /// <summary>Takes functions out; those that are not there are passed over.</summary>
    internal static HostDeviceResult Remove(DomainDocument document, IReadOnlySet<PciAddress> functions)
    {
        List<string> notes = [];
        DomainDocument changed = document.Edit(domain =>
        {
            int[] before = [.. new GuestSlots(domain, document.Source).EmptyPorts()];
            HostDeviceEntry[] gone = [.. HostDeviceEntry.All(domain).Where(entry => entry.IsHostDevice && functions.Contains(entry.Host))];
            PciAddress[] slots = [.. gone.Select(entry => entry.Guest).OfType<PciAddress>()];
            foreach (HostDeviceEntry entry in gone) entry.Element.Remove();
            WarnOfHeadless(domain, slots, notes);
            foreach (int port in new GuestSlots(domain, document.Source).EmptyPorts().Except(before)) notes.Add(Messages.Format("HostDevicePortEmpty", port));
        });
        return new HostDeviceResult(changed, notes);
    }

    private static PciAddress CardOf(PciAddress address) => new(address.Domain, address.Bus, address.Device, 0);

    /// <summary>A guest looks at the other functions of a slot only when there is a function 0.</summary>
    private static void WarnOfHeadless(DomainElement domain, PciAddress[] slots, List<string> notes)
    {
        PciAddress[] left = [.. domain.FindAll("devices").SelectMany(devices => devices.Elements).Select(GuestAddress.Of).OfType<PciAddress>()];
        foreach (PciAddress slot in slots.Where(slot => slot.Function == 0 && left.Any(other => other.IsSameSlot(slot)))) notes.Add(Messages.Format("HostDeviceHeadless", slot));
    }
}
