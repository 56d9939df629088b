using GpuPassthrough.Pci;

namespace GpuPassthrough.Benchmarks.Hosts;

/// <summary>One function of a host that is to be made: where it sits, what it is, who drives it.</summary>
/// <param name="Address">The address.</param>
/// <param name="Directory">Its directory below the host's root.</param>
/// <param name="Model">Its registers.</param>
/// <param name="Group">Its IOMMU group.</param>
/// <param name="SecondaryBus">For a bridge the bus behind it, else 0.</param>
internal sealed record PlannedFunction(PciAddress Address, string Directory, FunctionModel Model, int Group, byte SecondaryBus);

/// <summary>
/// Lays out functions as a server has them: in each domain a host bridge, root ports on bus 0, one card behind each port.
/// Domains are numbered as firmware does it, and every fourth as Intel VMD does it, from 10000.
/// </summary>
internal sealed class PciAddressSpace
{
    private const int PortsOfDomain = 240;

    private readonly CardCatalogue _cards;
    private readonly List<PlannedFunction> _functions = [];
    private readonly int _wanted;
    private int _groups;

    private PciAddressSpace(CardCatalogue cards, int wanted)
    {
        _cards = cards;
        _wanted = wanted;
    }

    internal static List<PlannedFunction> Plan(CardCatalogue cards, int functions)
    {
        PciAddressSpace space = new(cards, functions);
        for (int index = 0; !space.IsFull; index++) space.AddDomain(index % 4 == 3 ? 0x10000 + (uint)(index / 4) : (uint)(index - (index / 4)));
        return space._functions;
    }

    private bool IsFull => _functions.Count >= _wanted;

    private void AddDomain(uint domain)
    {
        string root = $"sys/devices/pci{domain:x4}:00";
        Add(new PciAddress(domain, 0, 0, 0), root, _cards.HostBridge, _groups++, 0);
        for (int port = 0; port < PortsOfDomain && !IsFull; port++) AddCard(domain, root, port);
    }

    private void AddCard(uint domain, string root, int port)
    {
        PciAddress bridge = new(domain, 0, (byte)(1 + (port / 8)), (byte)(port % 8));
        byte bus = (byte)(port + 1);
        int group = _groups++;
        Add(bridge, root, _cards.RootPort, group, bus);
        Card card = _cards.Next();

        // Every third port does not keep its card apart, as with the ports of a desktop's processor.
        if (port % 3 != 0) group = _groups++;
        for (int number = 0; number < card.Functions.Length; number++)
        {
            if (number > 0 && card.HasOwnGroups) group = _groups++;
            Add(new PciAddress(domain, bus, (byte)(number / 8), (byte)(number % 8)), $"{root}/{bridge}", card.Functions[number], group, 0);
        }
    }

    private void Add(PciAddress address, string parent, FunctionModel model, int group, byte secondaryBus)
    {
        if (!IsFull) _functions.Add(new PlannedFunction(address, $"{parent}/{address}", model, group, secondaryBus));
    }
}
