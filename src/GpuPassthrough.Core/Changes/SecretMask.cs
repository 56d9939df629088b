using System.Text.RegularExpressions;

namespace GpuPassthrough.Changes;

/// <summary>Hides values that look like secrets in lines that are shown or passed on.</summary>
internal static partial class SecretMask
{
    private const string Mask = "***";

    internal static string Apply(string line) =>
        Credentials().Replace(GrubPassword().Replace(Assignment().Replace(line, "${name}" + Mask), "${name}" + Mask), "${name}" + Mask + "@");

    [GeneratedRegex(
        """(?<name>(?:[\w.-]*(?:passw(?:or)?d|passphrase|secret|token|psk|credential|api[_-]?key|private[_-]?key)[\w.-]*|(?<!\w)(?:[\w.-]*[._-])?key)["']?\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s"']+)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();

    [GeneratedRegex("""(?<name>^\s*password(?:_pbkdf2)?\s+\S+\s+)\S.*""", RegexOptions.CultureInvariant)]
    private static partial Regex GrubPassword();

    [GeneratedRegex("""(?<name>\w://[^\s/:@]*:)[^\s/@]+@""", RegexOptions.CultureInvariant)]
    private static partial Regex Credentials();
}
