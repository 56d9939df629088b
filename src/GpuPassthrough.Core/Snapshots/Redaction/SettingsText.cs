namespace GpuPassthrough.Snapshots.Redaction;

/// <summary>Files of <c>NAME=value</c> lines of which only known names are kept.</summary>
internal static class SettingsText
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "NAME", "ID", "ID_LIKE", "VERSION", "VERSION_ID", "VERSION_CODENAME", "PRETTY_NAME", "PLATFORM_ID", "VARIANT", "VARIANT_ID",
    };

    /// <summary>os-release(5): which distribution and which release of it.</summary>
    internal static string OsRelease(string text, Redactor redactor) => string.Concat(
        text.Split('\n').Where(line => Names.Contains(line.Split('=')[0])).Select(line => redactor.Scrub(line.TrimEnd('\r')) + "\n"));
}
