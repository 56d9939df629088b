namespace GpuPassthrough.Libvirt;

/// <summary>What a domain is doing (virDomainState of libvirt-domain.h).</summary>
public enum LibvirtDomainState
{
    /// <summary>libvirt does not say.</summary>
    NoState = 0,

    /// <summary>It runs.</summary>
    Running = 1,

    /// <summary>It waits for something of the host.</summary>
    Blocked = 2,

    /// <summary>It was paused.</summary>
    Paused = 3,

    /// <summary>It is shutting down.</summary>
    Shutdown = 4,

    /// <summary>It is off.</summary>
    Shutoff = 5,

    /// <summary>It crashed.</summary>
    Crashed = 6,

    /// <summary>Its own power management put it to sleep.</summary>
    Suspended = 7,
}
