namespace GpuPassthrough.Host;

/// <summary>File systems through which a write reaches the running machine, wherever they are mounted (linux/magic.h).</summary>
internal static class KernelFileSystem
{
    private const uint Proc = 0x9fa0;
    private const uint Sysfs = 0x62656572;
    private const uint EfiVariables = 0xde5e81e4;

    internal static bool Holds(int descriptor) =>
        LibC.FileSystem(descriptor, out long magic) != Errno.None || (uint)magic is Proc or Sysfs or EfiVariables;
}
