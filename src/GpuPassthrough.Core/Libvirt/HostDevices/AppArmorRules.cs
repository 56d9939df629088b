using System.Text;
using System.Text.RegularExpressions;
using GpuPassthrough.Host;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>Which files AppArmor lets every QEMU of libvirt read: the rules of the host's own profiles.</summary>
internal sealed class AppArmorRules
{
    private const int MostFiles = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly HostRoot _host;
    private readonly HashSet<string> _seen = [];
    private readonly List<string> _allowed = [];
    private readonly List<string> _denied = [];

    private AppArmorRules(HostRoot host) => _host = host;

    /// <summary>The rules; null when the host has none for QEMU.</summary>
    internal static AppArmorRules? Read(HostRoot host)
    {
        AppArmorRules rules = new(host);
        foreach (string profile in HostPaths.QemuProfiles) rules.Include(profile);
        return rules._allowed.Count > 0 ? rules : null;
    }

    internal bool MayRead(string path) => _allowed.Exists(pattern => IsMatch(pattern, path)) && !_denied.Exists(pattern => IsMatch(pattern, path));

    private void Include(string name)
    {
        if (_seen.Count >= MostFiles || !_seen.Add(name)) return;
        string path = $"{HostPaths.AppArmorProfiles}/{name}";
        if (_host.Identify(path) is { IsDirectory: true })
        {
            foreach (HostEntry entry in _host.List(path)) Include($"{name}/{entry.Name}");
            return;
        }

        foreach (string line in (_host.ReadText(path) ?? "").Split('\n')) Take(line.Trim());
    }

    private void Take(string line)
    {
        string text = line.TrimStart('#').TrimStart();
        if (text.StartsWith("include ", StringComparison.Ordinal))
        {
            int start = text.IndexOf('<', StringComparison.Ordinal);
            int end = text.IndexOf('>', StringComparison.Ordinal);
            if (start >= 0 && end > start) Include(text[(start + 1)..end]);
        }
        else if (!line.StartsWith('#'))
        {
            TakeRule(line);
        }
    }

    // [audit] [deny] [owner] [file] PATH PERMISSIONS, or with the permissions first; the path can be in quotes.
    private void TakeRule(string line)
    {
        Match rule = Regex.Match(line, """^(?<before>(?:[a-z]+\s+)*)(?:"(?<path>/[^"]*)"|(?<path>/\S*))(?<after>\s+[a-zA-Z]+)?\s*,""", RegexOptions.None, Patience);
        if (!rule.Success) return;
        string[] before = rule.Groups["before"].Value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        string permissions = rule.Groups["after"].Value.Trim() is { Length: > 0 } after ? after : before.LastOrDefault() ?? "";
        if (!permissions.Contains('r', StringComparison.Ordinal) || before.Contains("owner")) return;
        (before.Contains("deny") ? _denied : _allowed).Add(Pattern(rule.Groups["path"].Value));
    }

    private static bool IsMatch(string pattern, string path) => Regex.IsMatch(path, pattern, RegexOptions.NonBacktracking, Patience);

    /// <summary>apparmor.d(5): <c>**</c> crosses directories, <c>*</c> and <c>?</c> do not, <c>{a,b}</c> is either. A variable stands for nothing we know.</summary>
    private static string Pattern(string glob)
    {
        StringBuilder pattern = new("^");
        int depth = 0;
        for (int index = 0; index < glob.Length; index++)
        {
            string next = glob[index] switch
            {
                '*' when index + 1 < glob.Length && glob[index + 1] == '*' => ".*",
                '*' => "[^/]*",
                '?' => "[^/]",
                '{' => "(?:",
                '}' when depth > 0 => ")",
                ',' when depth > 0 => "|",
                _ => Regex.Escape(glob[index].ToString()),
            };
            if (next == ".*") index++;
            if (next == "(?:") depth++;
            if (next == ")") depth--;
            pattern.Append(next);
        }

        return pattern.Append(')', depth).Append('$').ToString();
    }
}
