using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Host;

namespace GpuPassthrough.Completion;

/// <summary>Completes names of kernel arguments that are configured or running; the tooltip shows their values.</summary>
public sealed class KernelArgumentCompleter : HostCompleter
{
    private protected override IEnumerable<CompletionCandidate> Candidates(HostRoot host) =>
        Arguments(host).GroupBy(argument => argument.Name).Select(same => new CompletionCandidate(same.Key, string.Join("; ", same)));

    private static IReadOnlyList<KernelArgument> Arguments(HostRoot host)
    {
        try
        {
            return BootConfiguration.Read(host).Compare([]);
        }
        catch (BootConfigurationException)
        {
            // What runs can be completed also where the configuration cannot be read.
            return KernelArguments.Compare(host, null, KernelCommandLine.Parse(host.ReadText(HostPaths.KernelCommandLine) ?? string.Empty));
        }
    }
}
