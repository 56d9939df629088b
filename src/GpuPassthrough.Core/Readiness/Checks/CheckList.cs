using GpuPassthrough.Pci;
using GpuPassthrough.Readiness.Checks.Cards;
using GpuPassthrough.Readiness.Checks.Hosts;

namespace GpuPassthrough.Readiness.Checks;

/// <summary>All checks, in the order in which they are best read: what the later ones rest on comes first.</summary>
internal static class CheckList
{
    internal static IReadOnlyList<HostRule> OfHost { get; } =
    [
        new CpuVirtualization(), new KvmDevice(), new IommuFirmware(), new IommuActive(), new InterruptRemapping(),
        new VfioDriver(), new VfioInInitramfs(), new KnownBootLoader(), new KnownInitramfsGenerator(), new RunningArguments(),
        new HostDisplay(), new SecureBoot(), new LibvirtVersion(), new RomFolderAccess(), new HugePages(), new LockedMemory(), new HostLog(),
    ];

    internal static IReadOnlyList<CardRule> OfCard { get; } =
    [
        new GroupOfCard(), new AccessControl(), new DirectRegions(), new StubOfCard(), new UseByHost(), new OtherDisplay(), new BootDisplay(),
        new BootFramebuffer(), new OptionRom(), new ResetOfCard(), new AddressRanges(), new VirtualFunctions(), new CardLog(),
    ];

    /// <summary>How many checks a scene has at most.</summary>
    internal static int Count(HostScene scene) => OfHost.Count + (OfCard.Count * scene.Cards.Count);

    /// <summary>Makes the checks one after the other. None ends the others, whatever a damaged host answers.</summary>
    /// <param name="scene">What is looked at.</param>
    /// <param name="begins">Is told the name of each check that begins.</param>
    internal static IEnumerable<HostCheck> Run(HostScene scene, Action<string>? begins = null)
    {
        foreach (HostRule rule in OfHost)
        {
            begins?.Invoke(rule.Name);
            yield return Check(scene, rule.Name, rule.Reference, null, Safely(() => rule.Judge(scene)))!;
        }

        foreach (CardScene card in scene.Cards)
        {
            foreach (CardRule rule in OfCard)
            {
                begins?.Invoke(rule.Name);
                if (Check(scene, rule.Name, rule.Reference, card.Device.Address, Safely(() => rule.Judge(card))) is HostCheck check) yield return check;
            }
        }
    }

    private static HostCheck? Check(HostScene scene, string name, string reference, PciAddress? address, Finding? finding) => finding is null ? null : new HostCheck
    {
        Name = name,
        Status = finding.Status,
        Address = address,
        Evidence = finding.Evidence,
        Remedy = finding.Remedy,
        Reference = reference,
        HostRoot = scene.Host.Path,
        HostId = scene.Host.Id,
    };

    private static Finding? Safely(Func<Finding?> judge)
    {
        try
        {
            return judge();
        }
        catch (PassthroughException exception)
        {
            return Finding.Skip(exception);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return Finding.Skip(Messages.Format("ReadyBroken", exception.GetType().Name, exception.Message));
        }
    }
}
