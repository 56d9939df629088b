namespace GpuPassthrough.Boot.Grub;

/// <summary>A shell file ends in the middle of something, or something is closed that was not opened; caught where files are read.</summary>
internal sealed class ShellSyntaxException(int position) : Exception
{
    /// <summary>Where in the file it began.</summary>
    internal int Position => position;
}
