namespace GpuPassthrough.Boot.Initramfs.Images;

/// <summary>How much of an image is read before it is given up: an image may be damaged, or made to do harm.</summary>
internal sealed record ImageLimits
{
    internal static ImageLimits Usual { get; } = new();

    /// <summary>Unpacked bytes of all archives.</summary>
    internal long Bytes { get; init; } = 4L << 30;

    internal int Entries { get; init; } = 200_000;

    /// <summary>Bytes of all names.</summary>
    internal long Names { get; init; } = 32 << 20;

    internal TimeSpan Time { get; init; } = TimeSpan.FromMinutes(2);
}
