using System.Text.RegularExpressions;

namespace GpuPassthrough.Snapshots;

/// <summary>Names of files that packages give, and people with the same habits.</summary>
internal static partial class PlainNames
{
    internal static bool Hold(string name) => PlainName().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z0-9._:@+,~-]{1,200}\z")]
    private static partial Regex PlainName();
}
