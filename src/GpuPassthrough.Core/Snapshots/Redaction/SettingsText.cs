namespace GpuPassthrough.Snapshots.Redaction;

/// <summary>Files of <c>NAME=value</c> lines of which only known names are kept.</summary>
internal static class SettingsText
{
    private static readonly HashSet<string> ReleaseNames = new(StringComparer.Ordinal)
    {
        "NAME", "ID", "ID_LIKE", "VERSION", "VERSION_ID", "VERSION_CODENAME", "PRETTY_NAME", "PLATFORM_ID", "VARIANT", "VARIANT_ID",
    };

    private static readonly HashSet<string> KernelInstallNames = new(StringComparer.Ordinal) { "layout", "initrd_generator", "uki_generator" };

    /// <summary>os-release(5): which distribution and which release of it.</summary>
    internal static string OsRelease(string text, Redactor redactor) => Keep(ReleaseNames, text, redactor);

    /// <summary>install.conf of kernel-install(8): the layout, and what makes the images.</summary>
    internal static string KernelInstall(string text, Redactor redactor) => Keep(KernelInstallNames, text, redactor);

    private static string Keep(HashSet<string> names, string text, Redactor redactor) => string.Concat(
        text.Split('\n').Where(line => names.Contains(line.Split('=')[0])).Select(line => redactor.Scrub(line.TrimEnd('\r')) + "\n"));
}
