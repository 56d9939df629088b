using System.Text;
using System.Text.RegularExpressions;

namespace GpuPassthrough.Snapshots;

/// <summary>The variables in which boot loaders give their names (Boot Loader Interface): 4 bytes of attributes, then UTF-16.</summary>
internal static partial class LoaderName
{
    /// <summary>True for a name and a version, such as <c>systemd-boot 257.9-1~deb13u1</c>, and nothing else.</summary>
    internal static bool IsPlain(byte[] variable) => NameAndVersion().IsMatch(Encoding.Unicode.GetString(variable.AsSpan(4)).TrimEnd('\0'));

    [GeneratedRegex(@"^[A-Za-z][A-Za-z-]{1,30}(?: [A-Za-z0-9.+~()-]{1,40}){0,2}\z")]
    private static partial Regex NameAndVersion();
}
