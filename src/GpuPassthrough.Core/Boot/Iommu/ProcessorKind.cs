namespace GpuPassthrough.Boot.Iommu;

/// <summary>Whose IOMMU a host's processor has.</summary>
internal enum ProcessorKind
{
    /// <summary>Not x86: nothing on the command line is needed.</summary>
    Other,

    /// <summary>VT-d; also in processors of Zhaoxin.</summary>
    Intel,

    /// <summary>AMD-Vi; also in processors of Hygon.</summary>
    Amd,
}
