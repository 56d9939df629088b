namespace GpuPassthrough.Firmware;

/// <summary>How bad a problem is.</summary>
public enum GpuRomGrade
{
    /// <summary>Worth knowing, and often normal.</summary>
    Note,

    /// <summary>The ROM may not do what is wanted of it.</summary>
    Warning,

    /// <summary>The ROM is damaged, or not usable as it is.</summary>
    Error,
}
