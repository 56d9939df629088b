using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Usage;
using GpuPassthrough.Vfio.Guards;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>Works out how stubs are made and taken out. Reads, and touches nothing.</summary>
internal sealed class StubPlanner(StubHost scene)
{
    private const string SetCommand = "Set-VfioStub";
    private const string RemoveCommand = "Remove-VfioStub";

    /// <summary>Stubs the passthrough set of these functions, beside what is stubbed already.</summary>
    /// <exception cref="PassthroughException">It cannot be done here: the error names the function or file.</exception>
    internal StubPlan Set(IReadOnlyList<PciDevice> selected, VfioStubMethod method, IReadOnlySet<PassthroughGuard> allowed)
    {
        IReadOnlyList<PciDevice> taken = PassthroughSet.Close(scene.Inventory.Devices, selected);
        foreach (PciDevice device in taken) CheckKind(device);
        CheckDriver();
        PciDevice[] added = [.. taken.Where(device => !IsStubbed(device, method))];
        IReadOnlyList<PciDevice> others = Others(taken);
        IReadOnlyList<StubChoice> choices = StubChoice.Make(added, others, method);
        StubRecord[] records = [.. choices.Select(choice => new StubRecord(choice.Device.Address, choice.Device.Facts.Id, choice.Strategy, choice.VfioId, scene.ModulesOf(choice.Device)))];
        IReadOnlyList<StubRecord> kept = [.. scene.File.Stubs.ExceptBy(added.Select(device => device.Address), stub => stub.Address)];
        GuardScene guarded = Guarded(added);
        string[] notes = records.Length == 0 ? [] : [.. choices.GroupBy(choice => (choice.Strategy, choice.Reason)).Select(Describe), new StubWayBack(scene).Of(records)];
        StubRecord[] stubs = [.. kept, .. records];
        IReadOnlyList<GuardViolation> violations = Violations(guarded, choices, others, allowed);
        ChangePlan change = violations.Count > 0 ? Nothing : Change(SetCommand, Messages.Format("StubSummary", Text(taken.Select(device => device.Address))), stubs, notes);
        return new StubPlan(change, violations, choices, [.. HostGuards.Warnings(guarded), .. Notes(records)]) { Stubs = stubs };
    }

    /// <summary>Takes stubs of ours out; the others stay.</summary>
    internal StubPlan Remove(IReadOnlySet<PciAddress> addresses)
    {
        StubRecord[] kept = [.. scene.File.Stubs.Where(stub => !addresses.Contains(stub.Address))];
        ChangePlan change = Change(RemoveCommand, Messages.Format("StubRemoveSummary", Text(addresses.Order())), kept, []);
        return new StubPlan(change, [], [], []) { Stubs = kept };
    }

    // Another way than the one it is stubbed by was asked for: then it is stubbed anew.
    private bool IsStubbed(PciDevice device, VfioStubMethod method) => scene.File.Stubs.Any(stub =>
        stub.Address == device.Address
        && stub.Id == device.Facts.Id
        && (method == VfioStubMethod.Auto || (method == VfioStubMethod.Address) == (stub.Strategy == VfioStubStrategy.Address)));

    private IReadOnlyList<PciDevice> Others(IReadOnlyList<PciDevice> taken)
    {
        HashSet<PciAddress> ours = [.. taken.Select(device => device.Address), .. scene.File.Stubs.Select(stub => stub.Address)];
        return [.. scene.Inventory.Devices.Where(device => !device.IsBridge && !ours.Contains(device.Address))];
    }

    private GuardScene Guarded(IReadOnlyList<PciDevice> added) =>
        new(scene.Inventory.Devices, added, UsageReader.Read(scene.Host, added.Select(device => device.Address)), scene.Groups, GuardMoment.Boot)
        {
            Lost = scene.File.Stubs.Select(stub => stub.Address).ToHashSet(),
        };

    private static IReadOnlyList<GuardViolation> Violations(GuardScene guarded, IReadOnlyList<StubChoice> choices, IReadOnlyList<PciDevice> others, IReadOnlySet<PassthroughGuard> allowed) =>
        [.. HostGuards.Find(guarded).Concat(choices.Select(choice => choice.Shared(others)).OfType<GuardViolation>()).Where(violation => !allowed.Contains(violation.Guard))];

    private void CheckKind(PciDevice device)
    {
        PciDetails? details = PciDetailsReader.Read(scene.Host, device).Details;
        if (details is { SriovRole: SriovRole.Physical, VirtualFunctions.Length: > 0 }) throw VfioStubException.HasVirtualFunctions(device.Address, details.VirtualFunctions.Length);
    }

    private void CheckDriver()
    {
        if (scene.Kernels.Count == 0) throw VfioStubException.NoKernels(scene.Host.Path);
        if (!scene.HasBuiltInDriver && !scene.HasDriverModule) throw VfioStubException.NoDriver(scene.Kernels[^1].Release);
    }

    private static ChangePlan Nothing => new() { Command = SetCommand, Summary = string.Empty };

    private ChangePlan Change(string command, string summary, IReadOnlyList<StubRecord> stubs, IReadOnlyList<string> notes)
    {
        CheckAddresses(stubs);
        byte[]? text = scene.File.With(stubs, scene.HasDriverModule);
        PlannedFile file = new(HostPaths.StubConfiguration, scene.Content, text);
        BootPart early = scene.Boot.Initramfs.Plan(scene.Early(stubs));
        if (!scene.Boot.IsEdited) return ByHand(command, summary, stubs, early);
        bool isInImage = scene.IsInImage(stubs) || scene.IsInImage(scene.File.Stubs);
        bool isStale = early.ChangesSomething || (file.ChangesSomething && isInImage);
        BootPart image = isStale && scene.Boot.Initramfs.IsManaged ? scene.Boot.PlanImages() : BootPart.Nothing;
        BootPart loader = scene.Boot.PlanArguments(Edits(stubs));
        BootPart all = BootPart.Join(new BootPart { Files = [file] }, early, image, loader);
        return new ChangePlan
        {
            Command = command,
            Summary = summary,
            Files = all.Files,
            Commands = all.Commands,
            Space = all.Space,
            Arguments = all.Arguments,
            Notes = [.. all.Notes, .. notes],
            RebootRequired = all.ChangesSomething,
        };
    }

    /// <exception cref="VfioStubException">Something is to be done, and the module does not do it here.</exception>
    private ChangePlan ByHand(string command, string summary, IReadOnlyList<StubRecord> stubs, BootPart early)
    {
        StubInstructions instructions = new(scene);
        string[] lines = [.. StubText.Lines(stubs, scene.HasDriverModule, new HashSet<string>())];
        BootConfigurationException? arguments = null;
        try
        {
            scene.Boot.PlanArguments(Edits(stubs));
        }
        catch (BootConfigurationException exception)
        {
            arguments = exception;
        }

        bool isSo = arguments is null && instructions.Have(lines);
        return isSo ? new ChangePlan { Command = command, Summary = summary } : throw instructions.Tell(arguments, lines, early);
    }

    // The kernel takes the last vfio_pci.ids, and one there hides the options of modprobe.d: so ours holds them all.
    private List<ArgumentEdit> Edits(IReadOnlyList<StubRecord> stubs)
    {
        string[] ours = Ids(stubs);
        string[] gone = [.. Ids(scene.File.Stubs).Except(ours)];
        string[] configured = [.. scene.IdArguments.SelectMany(argument => ValueList.Split(argument.Token.Value))];
        string[] others = [.. (configured.Length > 0 ? configured : scene.OptionIds).Except(gone, StringComparer.OrdinalIgnoreCase)];
        List<ArgumentEdit> edits = [];
        if (gone.Length > 0) edits.Add(ArgumentEdit.TakeOut(StubHost.IdsArgument, string.Join(',', gone)));
        if (ours.Length > 0) edits.Add(ArgumentEdit.Append(StubHost.IdsArgument, string.Join(',', others.Concat(ours))));
        else if (gone.Length > 0 && others.All(id => scene.OptionIds.Contains(id, StringComparer.OrdinalIgnoreCase))) edits.Add(ArgumentEdit.Remove(StubHost.IdsArgument));
        return edits;
    }

    private static string[] Ids(IEnumerable<StubRecord> stubs) => [.. stubs.Select(stub => stub.VfioId).OfType<string>().Distinct(StringComparer.Ordinal)];

    private void CheckAddresses(IReadOnlyList<StubRecord> stubs)
    {
        StubRecord? first = stubs.FirstOrDefault(stub => stub.Strategy == VfioStubStrategy.Address);
        if (first is null) return;
        if (!scene.Boot.Initramfs.HeedsInstall) throw VfioStubException.AddressNotHeeded(first.Address, scene.Boot.Initramfs.Name);
    }

    private IEnumerable<string> Notes(IEnumerable<StubRecord> added)
    {
        foreach (StubRecord stub in added)
        {
            if (scene.BuiltInDriverOf(stub) is string module) yield return Messages.Format("StubDriverBuiltIn", stub.Address, module);
        }

        if (scene.Groups.Count == 0) yield return Messages.Format("StubNoIommu");
    }

    private static string Describe(IEnumerable<StubChoice> same)
    {
        StubChoice[] choices = [.. same];
        string way = choices[0].Strategy == VfioStubStrategy.Address ? Messages.Format("StubByAddress") : Messages.Format("StubById", string.Join(',', choices.Select(choice => choice.VfioId).Distinct()));
        return Messages.Format("StubChosen", Text(choices.Select(choice => choice.Device.Address)), way, choices[0].Reason);
    }

    private static string Text(IEnumerable<PciAddress> addresses) => string.Join(", ", addresses);
}
