namespace GpuPassthrough.Boot.Loaders;

/// <summary>The boot loader that starts a host, and how its kernel arguments are kept.</summary>
public sealed class BootLoader
{
    internal BootLoader(BootConfiguration configuration, LoaderCandidate candidate, string? generator)
    {
        BootFacts facts = candidate.Facts;
        Name = candidate.Kind.Name;
        Evidence = [.. candidate.Evidence];
        Files = [.. candidate.Kind.Files(facts).Select(facts.Host.Describe)];
        InitramfsGenerator = generator;
        IsEdited = candidate.Kind.IsEdited(facts);
        RefreshCommands = [.. configuration.PlanRefresh().Commands.Select(command => command.ToString())];
        HostRoot = facts.Host.Path;
        HostId = facts.Host.Id;
    }

    /// <summary>
    /// Which one: Grub, GrubBls, SystemdBoot, ProxmoxSystemdBoot, ProxmoxGrub, MkinitcpioUki, Kernelstub, RpmOstree, or one
    /// that the module knows but does not edit: Nixos, Limine, Refind, RaspberryPi, SdBootUtil, UnifiedImage, LoaderEntries.
    /// </summary>
    public string Name { get; }

    /// <summary>What speaks for it, a sentence each.</summary>
    public string[] Evidence { get; }

    /// <summary>The files that configure it, those that are there.</summary>
    public string[] Files { get; }

    /// <summary>What makes the initramfs: initramfs-tools, dracut, mkinitcpio, booster and others; null when that cannot be told.</summary>
    public string? InitramfsGenerator { get; }

    /// <summary>The commands after which a changed configuration holds, in order; none where files are read at start or the program that keeps the arguments does it.</summary>
    public string[] RefreshCommands { get; }

    /// <summary>True when the module edits its configuration; false when it only says what to do.</summary>
    public bool IsEdited { get; }

    /// <summary>The directory that is the host's root: <c>/</c> for the running machine.</summary>
    public string HostRoot { get; }

    /// <summary>Tells the host from others without naming it: a salted hash of its machine id.</summary>
    public string? HostId { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
