namespace GpuPassthrough.Boot.Initramfs.Images;

/// <summary>What is known of a file in an initramfs image.</summary>
internal enum ImageState
{
    /// <summary>It could not be told: <see cref="ImageContent.Reason"/> says why.</summary>
    Unknown,

    /// <summary>The image was read to its end and has no such file.</summary>
    Lacks,

    /// <summary>The image has it.</summary>
    Holds,
}
