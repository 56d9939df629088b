namespace GpuPassthrough.Boot.Loaders;

/// <summary>A boot loader that may be the one that starts the host.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Facts">What was seen of the host.</param>
/// <param name="Evidence">What speaks for it, a sentence each.</param>
internal sealed record LoaderCandidate(LoaderKind Kind, BootFacts Facts, IReadOnlyList<string> Evidence)
{
    public override string ToString() => $"{Kind.Name}: {string.Join(' ', Evidence)}";
}
