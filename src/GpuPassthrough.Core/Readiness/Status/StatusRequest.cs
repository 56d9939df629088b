using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Libvirt.Stealth;

namespace GpuPassthrough.Readiness.Status;

/// <summary>What whoever asks wants to come to.</summary>
internal sealed record StatusRequest
{
    /// <summary>The domains that were named; empty to find those that hold the card.</summary>
    internal IReadOnlyList<DomainTarget> Domains { get; init; } = [];

    /// <summary>The daemon that was given; null for the default.</summary>
    internal string? Uri { get; init; }

    /// <summary>The boot loader by name; null to find out.</summary>
    internal string? BootLoader { get; init; }

    /// <summary>The stealth method that is wanted; null where any will do.</summary>
    internal DomainStealthMethod? Method { get; init; }

    /// <summary>The directory or file for ROMs, an absolute path on this machine: with it a ROM file is wanted also where the card works without.</summary>
    internal string? Destination { get; init; }

    /// <summary>The root to be named in commands; null where they work on that host without.</summary>
    internal string? HostRoot { get; init; }
}
