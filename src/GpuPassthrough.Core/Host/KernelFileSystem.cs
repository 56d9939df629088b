namespace GpuPassthrough.Host;

/// <summary>File systems on which a write means something else (linux/magic.h): first those through which it reaches the running machine, wherever they are mounted.</summary>
internal static class KernelFileSystem
{
    private const uint Proc = 0x9fa0;
    private const uint Sysfs = 0x62656572;
    private const uint Fat = 0x4d44;
    private const uint EfiVariables = 0xde5e81e4;

    internal static bool Holds(int descriptor) =>
        LibC.FileSystem(descriptor, out long magic) != Errno.None || (uint)magic is Proc or Sysfs or EfiVariables;

    /// <summary>FAT, as an EFI system partition is: it keeps no owner, mode, label or link.</summary>
    internal static bool IsFat(int descriptor) => LibC.FileSystem(descriptor, out long magic) == Errno.None && (uint)magic == Fat;
}
