using GpuPassthrough.Host;
using GpuPassthrough.Vfio.Binding;

namespace GpuPassthrough.Completion;

/// <summary>Completes drivers that functions can be put on: vfio-pci first, then those the kernel has for PCI.</summary>
public sealed class BindableDriverCompleter : HostCompleter
{
    private protected override IEnumerable<CompletionCandidate> Candidates(HostRoot host) =>
        DriverName.All(host).Select(driver => new CompletionCandidate(driver, DriverMove.IsStub(driver) ? "Keeps the function for guests" : "A driver of the host"));
}
