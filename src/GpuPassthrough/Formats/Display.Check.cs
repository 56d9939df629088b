using System.Globalization;
using System.Management.Automation;
using System.Text;
using GpuPassthrough.Readiness;

namespace GpuPassthrough.Formats;

public static partial class Display
{
    // The columns before the text, and what the table keeps free.
    private const int CheckMargin = 28;

    /// <summary>What a check is about: the host, or a card by its address.</summary>
    /// <param name="check">A HostCheck.</param>
    public static string CheckSubject(PSObject check)
    {
        string root = Get(check, "HostRoot") ?? "/";
        string host = root == "/" ? "the host" : $"the host at {SafeText.Escape(root)}";
        return Get(check, "Address") is { Length: > 0 } address ? $"{SafeText.Escape(address)} in {host}" : host;
    }

    /// <summary>What a check found, in one word.</summary>
    /// <param name="check">A HostCheck.</param>
    /// <param name="fail">Put before Fail.</param>
    /// <param name="warn">Put before Warn.</param>
    /// <param name="reset">Put behind either.</param>
    public static string CheckStatus(PSObject check, string fail, string warn, string reset) => Status(check) switch
    {
        HostCheckStatus.Fail => $"{fail}{HostCheckStatus.Fail}{reset}",
        HostCheckStatus.Warn => $"{warn}{HostCheckStatus.Warn}{reset}",
        HostCheckStatus status => status.ToString(),
    };

    /// <summary>The evidence of a check, and on a line of its own what to do. Paths are those of the host.</summary>
    /// <param name="check">A HostCheck.</param>
    /// <param name="width">The characters of a line; 0 where it is not known.</param>
    public static string CheckText(PSObject check, int width)
    {
        string root = Get(check, "HostRoot") ?? "/";
        int columns = Math.Max(NarrowestWidth, width <= 0 ? DefaultWidth : width) - CheckMargin;
        string evidence = Wrapped(Plain(Get(check, "Evidence"), root), columns);
        return Get(check, "Remedy") is { Length: > 0 } remedy ? $"{evidence}\n{Wrapped("> " + Plain(remedy, root), columns)}" : evidence;
    }

    // Tables break lines in the middle of words. A word longer than a line is left to them.
    private static string Wrapped(string text, int columns)
    {
        StringBuilder lines = new();
        int used = 0;
        foreach (string word in text.Split(' '))
        {
            if (used > 0 && used + 1 + word.Length > columns)
            {
                lines.Append('\n');
                used = 0;
            }

            if (used++ > 0) lines.Append(' ');
            else used = 0;
            lines.Append(word);
            used += word.Length;
        }

        return lines.ToString();
    }

    private static string Plain(string? text, string root) =>
        SafeText.Escape(root == "/" ? text : text?.Replace(root + "/", "/", StringComparison.Ordinal));

    // A deserialised value is a number.
    private static HostCheckStatus Status(PSObject check) =>
        Enum.TryParse(Get(check, "Status"), out HostCheckStatus status) ? status : (HostCheckStatus)int.Parse(Get(check, "Status") ?? "3", CultureInfo.InvariantCulture);
}
