using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace GpuPassthrough.Formats;

/// <summary>The texts of the views of PassthroughChange. Takes objects alive or deserialised.</summary>
internal static class ChangeDisplay
{
    /// <summary>A change as lines: what it is, the differences of its files, its commands.</summary>
    internal static string Text(PSObject change, string removed, string added, string reset)
    {
        List<string> lines = [Head(change)];
        if (Display.Get(change, "Problem") is { Length: > 0 } problem) lines.Add("  ! " + Escape(problem));
        foreach (PSObject file in Items(change, "Files").Concat(Items(change, "Domains"))) lines.AddRange(Diff(file, removed, added, reset));
        foreach (PSObject command in Items(change, "Commands")) lines.Add(Command(command));
        return string.Join('\n', lines);
    }

    /// <summary>When a change was begun, in this machine's time.</summary>
    internal static string Time(PSObject change) => change.Properties["Time"]?.Value is DateTime time
        ? time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : string.Empty;

    private static string Head(PSObject change)
    {
        string reboot = Display.IsTrue(change, "RebootRequired") ? ", needs a restart of the host" : string.Empty;
        string state = $"[{Display.Get(change, "State")}{reboot}]";
        string number = Display.Get(change, "Id") is { Length: > 0 } id ? $"Change {id}  {Time(change)}  " : string.Empty;
        return $"{number}{SafeText.Escape(Display.Get(change, "Command"))}: {SafeText.Escape(Display.Get(change, "Summary"))} {state}";
    }

    private static IEnumerable<string> Diff(PSObject file, string removed, string added, string reset) =>
        (Display.Get(file, "Diff") ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Escape).Select(line => line[0] switch
        {
            '-' => $"  {removed}{line}{reset}",
            '+' => $"  {added}{line}{reset}",
            _ => "  " + line,
        });

    private static string Command(PSObject command)
    {
        string exit = Display.Get(command, "ExitCode") is { Length: > 0 } and not "0" ? $" (exit code {Display.Get(command, "ExitCode")})" : string.Empty;
        return $"  > {SafeText.Escape(Display.Get(command, "CommandLine"))}  [{Display.Get(command, "State")}]{exit}";
    }

    private static string Escape(string text) => string.Join('\n', text.Split('\n').Select(line => SafeText.Escape(line.Replace("\t", "    ", StringComparison.Ordinal))));

    private static IEnumerable<PSObject> Items(PSObject bag, string property)
    {
        object? value = bag.Properties[property]?.Value;
        object? inner = value is PSObject wrapped ? wrapped.BaseObject : value;
        return inner is IEnumerable items and not string ? items.Cast<object>().Select(PSObject.AsPSObject) : [];
    }
}
