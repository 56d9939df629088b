using GpuPassthrough.Boot.Loaders;
using GpuPassthrough.Host;

namespace GpuPassthrough.Completion;

/// <summary>Completes boot loaders that the module knows; the tooltip shows what on the host speaks for them, and those come first.</summary>
public sealed class BootLoaderCompleter : HostCompleter
{
    private protected override IEnumerable<CompletionCandidate> Candidates(HostRoot host)
    {
        BootFacts facts = new(host);
        return LoaderDetection.Kinds
            .Select(kind => new CompletionCandidate(kind.Name, string.Join(' ', kind.Find(facts))))
            .OrderBy(candidate => candidate.Description.Length == 0 ? 1 : 0);
    }
}
