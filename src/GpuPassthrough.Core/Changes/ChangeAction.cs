namespace GpuPassthrough.Changes;

/// <summary>What a change does to a file.</summary>
public enum ChangeAction
{
    /// <summary>The file stays as it is.</summary>
    None,

    /// <summary>The file is new.</summary>
    Create,

    /// <summary>The file gets another content.</summary>
    Edit,

    /// <summary>The file is taken away.</summary>
    Delete,
}
