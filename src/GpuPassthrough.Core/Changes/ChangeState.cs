namespace GpuPassthrough.Changes;

/// <summary>Where a change stands.</summary>
public enum ChangeState
{
    /// <summary>Only worked out: nothing was done.</summary>
    Planned,

    /// <summary>Begun and not ended: it is being made just now, or it was interrupted.</summary>
    Open,

    /// <summary>Made, to the end.</summary>
    Done,

    /// <summary>It failed, and its files and domains were put back.</summary>
    Failed,

    /// <summary>Being taken back just now, or the taking back was interrupted.</summary>
    Undoing,

    /// <summary>Taken back.</summary>
    Undone,
}
