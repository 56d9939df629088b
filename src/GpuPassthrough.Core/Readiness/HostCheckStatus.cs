namespace GpuPassthrough.Readiness;

/// <summary>What a check found.</summary>
public enum HostCheckStatus
{
    /// <summary>It is as it has to be; the evidence says where that was read.</summary>
    Pass,

    /// <summary>Passthrough works, with a risk that is named or after a step that is due.</summary>
    Warn,

    /// <summary>Passthrough cannot work until this is remedied.</summary>
    Fail,

    /// <summary>It could not be told, and the evidence says why: it needs root, the running machine, or something else first.</summary>
    Skip,
}
