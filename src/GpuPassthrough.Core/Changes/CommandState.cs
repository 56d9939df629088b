namespace GpuPassthrough.Changes;

/// <summary>Where a command of a change stands.</summary>
public enum CommandState
{
    /// <summary>It has not run: the change did not get there, or the host is not the running one and it is left to its owner.</summary>
    Pending,

    /// <summary>It was started; if the change was interrupted, how far it came is not known.</summary>
    Running,

    /// <summary>It ran and ended well.</summary>
    Done,

    /// <summary>It ran and failed, or could not be run.</summary>
    Failed,
}
