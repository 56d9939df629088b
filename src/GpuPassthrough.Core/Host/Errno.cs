namespace GpuPassthrough.Host;

/// <summary>Error numbers of Linux system calls (errno(3)), as far as the module tells them apart.</summary>
public enum Errno
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>EPERM: operation not permitted.</summary>
    NotPermitted = 1,

    /// <summary>ENOENT: no such file or directory.</summary>
    NoEntry = 2,

    /// <summary>EINTR: interrupted by a signal.</summary>
    Interrupted = 4,

    /// <summary>EIO: input/output error.</summary>
    InputOutput = 5,

    /// <summary>ENXIO: no such device or address.</summary>
    NoAddress = 6,

    /// <summary>ECHILD: no such child process.</summary>
    NoChild = 10,

    /// <summary>EAGAIN: nothing there now, ask again.</summary>
    TryAgain = 11,

    /// <summary>EACCES: permission denied.</summary>
    AccessDenied = 13,

    /// <summary>EBUSY: device or resource busy.</summary>
    Busy = 16,

    /// <summary>EEXIST: file exists.</summary>
    Exists = 17,

    /// <summary>ENODEV: no such device; sysfs answers so when a device has gone.</summary>
    NoDevice = 19,

    /// <summary>ENOTDIR: not a directory.</summary>
    NotDirectory = 20,

    /// <summary>EISDIR: is a directory.</summary>
    IsDirectory = 21,

    /// <summary>EINVAL: invalid argument.</summary>
    Invalid = 22,

    /// <summary>ENOSPC: no space left on device.</summary>
    NoSpace = 28,

    /// <summary>EROFS: read-only file system.</summary>
    ReadOnlyFileSystem = 30,

    /// <summary>EPIPE: broken pipe; the kernel log answers so when records were overwritten before they were read.</summary>
    BrokenPipe = 32,

    /// <summary>ENAMETOOLONG: file name too long.</summary>
    NameTooLong = 36,

    /// <summary>ENOSYS: the kernel has no such system call.</summary>
    NotImplemented = 38,

    /// <summary>ENOTEMPTY: the directory holds something.</summary>
    NotEmpty = 39,

    /// <summary>ELOOP: a symbolic link where none is followed, or too many of them.</summary>
    LinkLoop = 40,

    /// <summary>ENODATA: no such extended attribute.</summary>
    NoData = 61,

    /// <summary>EOPNOTSUPP: the file system has no such thing.</summary>
    NotSupported = 95,

    /// <summary>EDQUOT: the quota is used up.</summary>
    QuotaExceeded = 122,
}
