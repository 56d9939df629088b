namespace GpuPassthrough.Boot.Initramfs.Images;

/// <summary>What is known of one file in the image of a kernel.</summary>
/// <param name="State">Whether the image has it.</param>
/// <param name="Image">The image, below the root; null when none was found.</param>
/// <param name="Modified">When the image was last written.</param>
/// <param name="Reason">Why it could not be told; null where it could.</param>
internal sealed record ImageContent(ImageState State, string? Image, DateTimeOffset? Modified, string? Reason)
{
    /// <summary>Whether the file in the image is the host's of the same path, byte by byte; null when there is nothing to compare.</summary>
    internal bool? IsCurrent { get; init; }
}
