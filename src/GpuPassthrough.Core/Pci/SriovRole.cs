namespace GpuPassthrough.Pci;

/// <summary>The part a function plays in single-root I/O virtualization.</summary>
public enum SriovRole
{
    /// <summary>None.</summary>
    None,

    /// <summary>A physical function: it can have virtual ones (<c>sriov_totalvfs</c>).</summary>
    Physical,

    /// <summary>A virtual function (<c>physfn</c>).</summary>
    Virtual,
}
