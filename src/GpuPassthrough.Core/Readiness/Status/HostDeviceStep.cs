using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Libvirt.HostDevices;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Status;

/// <summary>Whether the domain has every function that goes together, with the ROM file where one is wanted.</summary>
internal static class HostDeviceStep
{
    internal static StepJudgement Judge(StatusCard card)
    {
        if (card.Domain.Definition is not DomainDefinition domain) return StepJudgement.Waiting(PassthroughStepName.Domain);
        PciDevice[] missing = [.. card.Set.Where(device => !card.Entries.Any(entry => entry.Host == device.Address))];
        bool lacksRom = missing.Length == 0 && RomStep.IsWanted(card) && card.Roms.Rom is not null && RomStep.EntryOf(card)?.Element.Find("rom")?.Get("file") is null;
        if (missing.Length == 0 && !lacksRom) return StepJudgement.Done(Messages.Format("StatusDevices", domain.Name, string.Join(", ", card.Entries.Where(IsOfCard).Select(Text))));
        if (!card.IsDone(PassthroughStepName.StubVerified)) return StepJudgement.Waiting(PassthroughStepName.StubVerified);
        if (card.Found[PassthroughStepName.Rom].State is not (PassthroughStepState.Done or PassthroughStepState.Optional)) return StepJudgement.Waiting(PassthroughStepName.Rom);
        HostDeviceException[] taken = [.. HostDeviceSelection.TakenElsewhere(domain.Document, [.. card.Set.Select(device => device.Address)], card.Scene.Domains.Neighbours(domain))];
        if (taken.Length > 0) return StepJudgement.Blocked(string.Join(' ', taken.Select(StepJudgement.Explain)));
        string evidence = lacksRom ? Messages.Format("StatusDevicesRom", domain.Name, card.Device.Address) : Messages.Format("StatusDevicesMissing", domain.Name, StatusCard.Text(missing));
        return StepJudgement.Ready(evidence, CommandOf(card, domain)) with { IsRecorded = domain.Path is null };

        bool IsOfCard(HostDeviceEntry entry) => card.Set.Any(device => device.Address == entry.Host);
    }

    private static string Text(HostDeviceEntry entry) => entry.Guest is PciAddress guest ? Messages.Format("StatusDeviceAt", entry.Host, guest) : entry.Host.ToString();

    private static string CommandOf(StatusCard card, DomainDefinition domain)
    {
        IEnumerable<string> rom = card.Device.IsDisplay && card.Roms.Rom is { Path: string path } ? ["-Rom", path] : [];
        return card.Scene.Command.OfDomain("Add-DomainHostDevice", domain, ["-Address", card.Device.Address.ToString(), .. rom]);
    }
}
