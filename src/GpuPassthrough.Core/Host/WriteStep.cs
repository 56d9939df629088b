namespace GpuPassthrough.Host;

/// <summary>One step that others on the machine can see.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Path">To which file below the root; for Run the program, for Define the domain.</param>
internal readonly record struct WriteStep(WriteAction Action, string Path);

/// <summary>What a step of writing does.</summary>
internal enum WriteAction
{
    MakeDirectory,
    RemoveDirectory,
    Create,
    SetOwner,
    SetMode,
    SetAttribute,
    Write,
    Sync,
    Rename,
    Delete,
    SyncDirectory,
    Run,

    /// <summary>A domain gets another definition.</summary>
    Define,
}
