using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>A file in an entry of the journal: all that is needed to put it back.</summary>
internal sealed record JournalFile
{
    public required string Path { get; init; }

    /// <summary>Where the file really lies, with links followed; putting back is refused where they lead elsewhere by then.</summary>
    public required string RealPath { get; init; }

    public required byte[]? Old { get; init; }

    public required byte[]? New { get; init; }

    /// <summary>Owner, mode and labels: those the old file had, or those the new one gets.</summary>
    public required FileTraits Traits { get; init; }
}
