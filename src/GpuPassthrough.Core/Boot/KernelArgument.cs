using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot;

/// <summary>A kernel argument of a host: as it is configured for the next start, and as the running kernel has it.</summary>
public sealed class KernelArgument
{
    internal KernelArgument(HostRoot host, KernelToken token, bool? configured, bool running, bool pending, string? source)
    {
        Name = token.Name;
        Value = token.Value;
        Configured = configured;
        Running = running;
        RebootPending = pending;
        Source = source;
        HostRoot = host.Path;
        HostId = host.Id;
    }

    /// <summary>The name, such as <c>intel_iommu</c>; the kernel takes <c>-</c> and <c>_</c> for the same.</summary>
    public string Name { get; }

    /// <summary>What follows the equals sign, without quotes; null for a name alone.</summary>
    public string? Value { get; }

    /// <summary>True when the boot loader is configured to hand it over, false when not; null when the configuration is in a form that the module does not read.</summary>
    public bool? Configured { get; }

    /// <summary>True when the running kernel was started with it (<c>/proc/cmdline</c>).</summary>
    public bool Running { get; }

    /// <summary>True when the next start will differ in it from the running kernel.</summary>
    public bool RebootPending { get; }

    /// <summary>Where it is configured: the file with the line, or the program's file; null when it is not.</summary>
    public string? Source { get; }

    /// <summary>The directory that is the host's root: <c>/</c> for the running machine.</summary>
    public string HostRoot { get; }

    /// <summary>Tells the host from others without naming it: a salted hash of its machine id.</summary>
    public string? HostId { get; }

    /// <summary>As it stands on a command line, without quotes.</summary>
    public override string ToString() => Value is null ? Name : $"{Name}={Value}";
}
