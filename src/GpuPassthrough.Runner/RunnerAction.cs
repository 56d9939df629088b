namespace GpuPassthrough.Runner;

/// <summary>What one call of gpupt is to do.</summary>
internal enum RunnerAction
{
    /// <summary>Print the help.</summary>
    Help,

    /// <summary>Print the version.</summary>
    Version,

    /// <summary>Run the text of a command.</summary>
    Command,

    /// <summary>Run a script file.</summary>
    File,

    /// <summary>Run the script on standard input.</summary>
    StandardInput,
}
