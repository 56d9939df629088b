using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness;

/// <summary>One check of a host, or of one card in it: what was found, where, and what to do about it.</summary>
public sealed class HostCheck
{
    /// <summary>The name of the check, the same in every release.</summary>
    public required string Name { get; init; }

    /// <summary>What was found.</summary>
    public required HostCheckStatus Status { get; init; }

    /// <summary>The card that is meant: its display function, or the function that was named. Null for the checks of the host itself.</summary>
    public PciAddress? Address { get; init; }

    /// <summary>What the status rests on: files with what they say, or why it could not be told.</summary>
    public required string Evidence { get; init; }

    /// <summary>What to do: a command of this module where there is one, else a setting of the firmware or a step; null where nothing has to be done.</summary>
    public string? Remedy { get; init; }

    /// <summary>Where the rule comes from: a file of the kernel's documentation or source, a specification, a manual page.</summary>
    public required string Reference { get; init; }

    /// <summary>The directory that is the host's root: <c>/</c> for the running machine.</summary>
    public required string HostRoot { get; init; }

    /// <summary>Tells the host from others without naming it: a salted hash of its machine id.</summary>
    public string? HostId { get; init; }

    /// <summary>Status, name and card, and what was found.</summary>
    public override string ToString() => Address is PciAddress address ? $"{Status} {Name} {address}: {Evidence}" : $"{Status} {Name}: {Evidence}";
}
