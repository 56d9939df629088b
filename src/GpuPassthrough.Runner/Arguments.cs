using System.Globalization;

namespace GpuPassthrough.Runner;

/// <summary>The command line, checked.</summary>
internal sealed class Arguments
{
    private readonly Queue<string> _rest;

    private Arguments(string[] args) => _rest = new Queue<string>(args);

    public RunnerAction Action { get; private set; }

    /// <summary>The command's text, or the full path of the script.</summary>
    public string Text { get; private set; } = "";

    public IReadOnlyList<string> ScriptArguments { get; private set; } = [];

    public string? HostRoot { get; private set; }

    public OutputFormat OutputFormat { get; private set; }

    public int? Width { get; private set; }

    public static Arguments Parse(string[] args)
    {
        var parsed = new Arguments(args);
        while (!parsed.Take())
        {
        }

        return parsed;
    }

    /// <summary>Takes one option, or the command; true when the command line is complete.</summary>
    private bool Take()
    {
        if (!_rest.TryDequeue(out var word))
            throw new UsageException("no command given.");

        switch (word.ToUpperInvariant())
        {
            case "-?" or "-H" or "-HELP" or "--HELP":
                Action = RunnerAction.Help;
                return true;
            case "-VERSION" or "--VERSION":
                Action = RunnerAction.Version;
                return true;
            case "-HOSTROOT":
                HostRoot = ParseHostRoot(ValueOf(word));
                return false;
            case "-OUTPUTFORMAT":
                OutputFormat = ParseFormat(ValueOf(word));
                return false;
            case "-WIDTH":
                Width = ParseWidth(ValueOf(word));
                return false;
            case "-COMMAND" or "-C":
                return TakeCommand(ValueOf(word));
            case "-FILE" or "-F":
                return TakeFile(ValueOf(word));
            case { Length: > 1 } when word[0] == '-' && !char.IsAsciiDigit(word[1]):
                throw new UsageException($"there is no option '{word}'.");
            default:
                return TakeCommand(word);
        }
    }

    private bool TakeCommand(string first)
    {
        if (first == "-")
            return TakeStandardInput();

        Action = RunnerAction.Command;
        Text = string.Join(' ', _rest.Prepend(first));
        if (string.IsNullOrWhiteSpace(Text))
            throw new UsageException("the command is empty.");
        return true;
    }

    private bool TakeFile(string script)
    {
        if (script == "-")
            return TakeStandardInput();
        if (!File.Exists(script))
            throw new UsageException($"there is no script '{script}'.");
        if (!script.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"'{script}' is no PowerShell script: its name must end in .ps1.");

        Action = RunnerAction.File;
        Text = Path.GetFullPath(script);
        ScriptArguments = [.. _rest];
        return true;
    }

    private bool TakeStandardInput()
    {
        if (_rest.TryPeek(out var extra))
            throw new UsageException($"'-' reads the script from standard input and takes nothing else, but '{extra}' follows.");

        Action = RunnerAction.StandardInput;
        return true;
    }

    private string ValueOf(string option) =>
        _rest.TryDequeue(out var value) ? value : throw new UsageException($"{option} needs a value.");

    private static OutputFormat ParseFormat(string value) => value.ToUpperInvariant() switch
    {
        "TEXT" => OutputFormat.Text,
        "JSON" => OutputFormat.Json,
        _ => throw new UsageException($"-OutputFormat is Text or Json, not '{value}'."),
    };

    private static int ParseWidth(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is >= 20 and <= 10000
            ? width
            : throw new UsageException($"-Width is a number of columns from 20 to 10000, not '{value}'.");

    private static string ParseHostRoot(string value)
    {
        if (!Directory.Exists(value))
            throw new UsageException($"-HostRoot: there is no directory '{value}'.");

        var root = Path.GetFullPath(value);
        try
        {
            using var entries = Directory.EnumerateFileSystemEntries(root).GetEnumerator();
            entries.MoveNext();
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException($"-HostRoot: '{root}' cannot be read with this user's rights.");
        }

        return root;
    }
}
