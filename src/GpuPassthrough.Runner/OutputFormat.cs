namespace GpuPassthrough.Runner;

/// <summary>How objects are written to standard output.</summary>
internal enum OutputFormat
{
    /// <summary>As the format views show them.</summary>
    Text,

    /// <summary>As one JSON array with all their properties.</summary>
    Json,
}
