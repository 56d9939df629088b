using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Iommu;

/// <summary>What has to change on the kernel command line so that the IOMMU is on, and why.</summary>
/// <param name="Edits">The wishes; none when nothing has to change.</param>
/// <param name="Notes">What was found, a sentence each.</param>
/// <param name="Warnings">What the user has to do or to know.</param>
internal sealed record IommuActivation(IReadOnlyList<ArgumentEdit> Edits, IReadOnlyList<string> Notes, IReadOnlyList<string> Warnings)
{
    private const string Off = "off";
    private const string On = "on";
    private const string Intel = "intel_iommu";
    private const string Amd = "amd_iommu";
    private const string All = "iommu";
    private const string UnsafeInterrupts = "vfio_iommu_type1.allow_unsafe_interrupts";

    /// <param name="host">The host.</param>
    /// <param name="configured">The arguments that the next start will have.</param>
    /// <param name="running">Those of the running kernel.</param>
    /// <param name="isExplicit">Name it on the command line also where the kernel needs no telling.</param>
    /// <param name="allowsUnsafe">Let VFIO work without interrupt remapping.</param>
    internal static IommuActivation Of(HostRoot host, KernelCommandLine configured, KernelCommandLine running, bool isExplicit, bool allowsUnsafe)
    {
        Processor processor = Processor.Read(host);
        IommuScene scene = new(host, processor, configured, running);
        List<ArgumentEdit> edits = [.. Hindrances(processor.Kind, configured)];
        List<string> notes = [.. edits.Select(edit => Messages.Format("IommuHindrance", $"{edit.Name}={edit.Value}")), .. scene.Findings()];
        string? name = processor.Kind switch { ProcessorKind.Intel => Intel, ProcessorKind.Amd => Amd, _ => null };
        if (name is not null && (isExplicit || scene.NeedsArgument)) edits.Add(ArgumentEdit.Append(name, On));
        if (allowsUnsafe) edits.Add(ArgumentEdit.Set(UnsafeInterrupts, "1"));
        IEnumerable<string> risk = allowsUnsafe ? [Messages.Format("IommuUnsafeInterrupts", UnsafeInterrupts)] : [];
        return new IommuActivation(edits, notes, [.. scene.Warnings(), .. risk]);
    }

    /// <summary>The arguments it is about.</summary>
    internal static bool Concerns(string name) => new[] { Intel, Amd, All, UnsafeInterrupts }.Any(known => KernelToken.SameName(known, name));

    internal static bool TurnsOn(KernelCommandLine line) => line.Tokens.Any(token => token.Is(Intel) && ValueList.Split(token.Value).Contains(On, StringComparer.Ordinal));

    private static IEnumerable<ArgumentEdit> Hindrances(ProcessorKind kind, KernelCommandLine configured)
    {
        string[] names = kind switch { ProcessorKind.Intel => [Intel, All], ProcessorKind.Amd => [Amd, All], _ => [] };
        return names.Where(name => configured.Tokens.Any(token => token.Is(name) && ValueList.Split(token.Value).Contains(Off, StringComparer.Ordinal))).Select(name => ArgumentEdit.TakeOut(name, Off));
    }
}
