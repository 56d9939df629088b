namespace GpuPassthrough.Host;

/// <summary>File systems on which writing means something else (linux/magic.h).</summary>
internal static class FileSystemKind
{
    private const long Msdos = 0x4d44;
    private const long Sysfs = 0x62656572;
    private const long Procfs = 0x9fa0;
    private const long Efivarfs = 0xde5e81e4;

    /// <summary>A file system of the kernel's: what is written there acts on the running machine, wherever it is mounted.</summary>
    internal static bool IsKernels(long kind) => kind is Sysfs or Procfs || (kind & 0xffffffff) == Efivarfs;

    /// <summary>FAT, as an EFI system partition: it keeps no owner, mode, label or link.</summary>
    internal static bool IsFat(long kind) => kind == Msdos;
}
