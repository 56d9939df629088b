namespace GpuPassthrough.Boot.Grub;

/// <summary>The shell that sources GRUB's defaults.</summary>
internal enum ShellKind
{
    /// <summary>It could not be told.</summary>
    Unknown,

    /// <summary>bash, also under the name sh: it takes <c>+=</c>.</summary>
    Bash,

    /// <summary>dash, or the shell of BusyBox: POSIX and little more.</summary>
    Dash,
}
