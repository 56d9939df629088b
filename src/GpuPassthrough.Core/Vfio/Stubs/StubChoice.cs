using GpuPassthrough.Pci;
using GpuPassthrough.Vfio.Guards;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>How one function is stubbed, and why so.</summary>
internal sealed record StubChoice(PciDevice Device, VfioStubStrategy Strategy, string? VfioId, string Reason)
{
    /// <summary>Chooses for functions, one slot after the other: the functions of a card are told apart from others together.</summary>
    /// <param name="taken">The functions to stub.</param>
    /// <param name="others">Functions that must not be caught.</param>
    /// <param name="method">What was asked for.</param>
    internal static IReadOnlyList<StubChoice> Make(IReadOnlyList<PciDevice> taken, IReadOnlyList<PciDevice> others, VfioStubMethod method) =>
        [.. taken.GroupBy(device => taken.First(first => first.Address.IsSameSlot(device.Address)).Address)
            .SelectMany(card => OfCard([.. card], others, method))
            .OrderBy(choice => choice.Device.Address)];

    /// <summary>Functions that the choice would catch besides its own.</summary>
    internal GuardViolation? Shared(IReadOnlyList<PciDevice> others)
    {
        string[] caught = VfioId is null ? [] : [.. Caught(VfioId, others).Select(device => device.Driver is null ? device.ToString() : $"{device} ({device.Driver})")];
        return caught.Length == 0 ? null : new GuardViolation(PassthroughGuard.SharedId, Device.Address, string.Join(", ", caught));
    }

    private static IEnumerable<StubChoice> OfCard(PciDevice[] card, IReadOnlyList<PciDevice> others, VfioStubMethod method)
    {
        if (method == VfioStubMethod.Address) return card.Select(device => ByAddress(device, Messages.Format("StubAsAsked")));
        if (method == VfioStubMethod.Id) return card.Select(device => new StubChoice(device, VfioStubStrategy.Id, device.Id, Messages.Format("StubAsAsked")));
        StubChoice?[] byId = [.. card.Select(device => ById(device, others))];
        PciDevice? shared = card.FirstOrDefault(device => ById(device, others) is null);
        if (shared is null) return byId.OfType<StubChoice>();
        string twin = Caught(shared.Id, others).First().ToString();
        return card.Select(device => ByAddress(device, Messages.Format("StubIdShared", shared.Id, twin)));
    }

    private static StubChoice? ById(PciDevice device, IReadOnlyList<PciDevice> others)
    {
        PciDevice? twin = Caught(device.Id, others).FirstOrDefault();
        if (twin is null) return new StubChoice(device, VfioStubStrategy.Id, device.Id, Messages.Format("StubIdAlone", device.Id));
        if (device.SubsystemVendor is null || device.SubsystemDevice is null) return null;
        string board = $"{device.Id}:{device.SubsystemVendor}:{device.SubsystemDevice}";
        return Caught(board, others).Any() ? null : new StubChoice(device, VfioStubStrategy.SubsystemId, board, Messages.Format("StubBoardAlone", board, twin));
    }

    private static StubChoice ByAddress(PciDevice device, string reason) => new(device, VfioStubStrategy.Address, null, reason);

    private static IEnumerable<PciDevice> Caught(string id, IReadOnlyList<PciDevice> others) => others.Where(VfioIdPattern.Parse(id)!.Matches);
}
