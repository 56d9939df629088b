namespace GpuPassthrough.Vfio;

/// <summary>Where the stub of a function stands.</summary>
public enum VfioStubState
{
    /// <summary>It is not configured.</summary>
    None,

    /// <summary>It is configured, and the host was not started since.</summary>
    PendingReboot,

    /// <summary>It is configured and the function is on a vfio driver.</summary>
    Active,

    /// <summary>It is configured, the host was started since, and the function is not on a vfio driver; the reason is told.</summary>
    NotEffective,

    /// <summary>It is configured by hand or by another tool, and not by this module.</summary>
    Foreign,
}
