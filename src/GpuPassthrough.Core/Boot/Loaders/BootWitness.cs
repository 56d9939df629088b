using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders;

/// <summary>Something that tells what started the kernel that runs now.</summary>
/// <param name="Families">What it can have been.</param>
/// <param name="Sentence">What was seen.</param>
internal sealed record BootWitness(LoaderFamilies Families, string Sentence)
{
    private const LoaderFamilies ByFirmware = LoaderFamilies.SystemdBoot | LoaderFamilies.Refind | LoaderFamilies.Firmware;

    /// <summary>All that can be heard, a word each.</summary>
    internal static IReadOnlyList<BootWitness> Hear(BootFacts facts) => [.. new[] { Loader(facts), Stub(facts), CommandLine(facts) }.OfType<BootWitness>()];

    private static BootWitness? Loader(BootFacts facts)
    {
        string path = facts.Host.Describe(HostPaths.LoaderInfo);
        if (facts.LoaderInfo is string name && Family(name) is var family and not LoaderFamilies.None)
        {
            return new BootWitness(family | LoaderFamilies.UnifiedImage, Messages.Format("BootEvidenceSays", path, SafeLine.Of(name)));
        }

        // systemd-boot always leaves its name; others may not.
        bool isSilent = facts.LoaderInfo is null && facts.SeesEfiVariables;
        return isSilent ? new BootWitness(LoaderFamilies.All & ~LoaderFamilies.SystemdBoot, Messages.Format("BootEvidenceNoLoaderInfo", path)) : null;
    }

    private static BootWitness? Stub(BootFacts facts)
    {
        string path = facts.Host.Describe(HostPaths.StubInfo);
        if (facts.StubInfo is string name) return new BootWitness(LoaderFamilies.UnifiedImage, Messages.Format("BootEvidenceSays", path, SafeLine.Of(name)));
        return facts.SeesEfiVariables ? new BootWitness(LoaderFamilies.All & ~LoaderFamilies.UnifiedImage, Messages.Format("BootEvidenceNoStubInfo", path)) : null;
    }

    // GRUB hands over BOOT_IMAGE= with the kernel's path; what starts the kernel as an EFI program names the initramfs in initrd=\path.
    private static BootWitness? CommandLine(BootFacts facts)
    {
        string path = facts.Host.Describe(HostPaths.KernelCommandLine);
        if (facts.Running.Find("BOOT_IMAGE") is not null) return new BootWitness(LoaderFamilies.Grub | LoaderFamilies.Other, Messages.Format("BootEvidenceArgument", path, "BOOT_IMAGE="));
        bool isEfi = facts.Running.Find("initrd")?.Value?.StartsWith('\\') == true;
        return isEfi ? new BootWitness(ByFirmware, Messages.Format("BootEvidenceArgument", path, "initrd=\\")) : null;
    }

    private static LoaderFamilies Family(string name) =>
        name.StartsWith("systemd-boot", StringComparison.Ordinal) ? LoaderFamilies.SystemdBoot
        : name.StartsWith("GRUB", StringComparison.Ordinal) ? LoaderFamilies.Grub
        : name.StartsWith("Limine", StringComparison.OrdinalIgnoreCase) ? LoaderFamilies.Limine
        : name.StartsWith("rEFInd", StringComparison.OrdinalIgnoreCase) ? LoaderFamilies.Refind
        : LoaderFamilies.None;
}
