using System.Text.RegularExpressions;
using GpuPassthrough.Boot.Loaders.Stores;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>
/// GRUB as Fedora and RHEL have it: the menu is made of entries of the Boot Loader Specification, which grub2-mkconfig leaves as
/// they are, and grubby edits.
/// </summary>
internal sealed partial class GrubBlsLoader : LoaderKind
{
    private const string Program = "grubby";

    internal override string Name => "GrubBls";

    internal override LoaderFamilies Families(BootFacts facts) => LoaderFamilies.Grub;

    internal static bool IsUsed(BootFacts facts) => Setting(facts) is not null && (facts.HiddenEntries is not null || facts.Entries.Count > 0);

    internal override IReadOnlyList<string> Find(BootFacts facts)
    {
        IReadOnlyList<string> grub = GrubFiles.Evidence(facts);
        if (grub.Count == 0 || !IsUsed(facts)) return [];
        string entries = facts.Entries.Count > 0
            ? Messages.Format("BootEvidenceFile", facts.Host.Describe(facts.Entries[0].Path))
            : Messages.Format("BootEvidenceHidden", facts.Host.Describe(facts.HiddenEntries!));
        return [.. grub, Says(facts, HostPaths.GrubDefaults, Setting(facts)!), entries];
    }

    internal override bool IsEdited(BootFacts facts) => facts.Program(Program) is not null;

    internal override IReadOnlyList<string> Files(BootFacts facts) => [.. facts.Entries.Select(entry => entry.Path), .. Present(facts, HostPaths.KernelInstallCommandLine, HostPaths.GrubDefaults)];

    internal override ArgumentStore Store(BootFacts facts) => IsEdited(facts)
        ? new GrubbyStore(facts, Name)
        : new InstructionStore(facts, new LoaderInstruction("BootInstructGrubBls", facts.Host.Describe(HostPaths.GrubDefaults)), EntryArguments.OfDefault);

    // The last assignment counts, as in the shell.
    private static string? Setting(BootFacts facts)
    {
        Match? last = BlsSetting().Matches(facts.Host.ReadText(HostPaths.GrubDefaults) ?? string.Empty).LastOrDefault();
        return last?.Groups["value"].Value == "true" ? last.Value.Trim() : null;
    }

    [GeneratedRegex("""^[ \t]*GRUB_ENABLE_BLSCFG=(["']?)(?<value>\w*)\1""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex BlsSetting();
}
