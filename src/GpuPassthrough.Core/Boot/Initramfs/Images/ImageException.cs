namespace GpuPassthrough.Boot.Initramfs.Images;

/// <summary>An image cannot be read on; the message says why. It never leaves this room: a report carries it as its reason.</summary>
internal sealed class ImageException(string reason) : Exception(reason);
