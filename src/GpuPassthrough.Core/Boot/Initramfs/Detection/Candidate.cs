namespace GpuPassthrough.Boot.Initramfs.Detection;

/// <summary>A generator that may be the one in use.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Evidence">What speaks for it, a sentence each.</param>
internal sealed record Candidate(GeneratorKind Kind, IReadOnlyList<string> Evidence)
{
    internal Candidate With(IEnumerable<Witness> witnesses) =>
        this with { Evidence = [.. Evidence, .. witnesses.Where(witness => witness.Kind == Kind).Select(witness => witness.Sentence)] };
}
