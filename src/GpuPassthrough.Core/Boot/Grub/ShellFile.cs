namespace GpuPassthrough.Boot.Grub;

/// <summary>A file that a shell sources, as text and as what it does to variables. The text stays whole.</summary>
internal sealed class ShellFile
{
    private ShellFile(string path, string text, IReadOnlyList<ShellStatement> statements, int? brokenLine)
    {
        Path = path;
        Text = text;
        Statements = statements;
        BrokenLine = brokenLine;
    }

    /// <summary>Below the host's root.</summary>
    internal string Path { get; }

    /// <summary>One character a byte.</summary>
    internal string Text { get; }

    /// <summary>In the order in which they are done.</summary>
    internal IReadOnlyList<ShellStatement> Statements { get; }

    /// <summary>The line where the shell stops with an error; null where it gets to the end.</summary>
    internal int? BrokenLine { get; }

    internal IEnumerable<ShellAssignment> Assignments => Statements.OfType<ShellAssignment>();

    internal static ShellFile Parse(string path, string text)
    {
        ShellParser parser = new(text);
        try
        {
            parser.Run();
            return new ShellFile(path, text, parser.Statements, null);
        }
        catch (ShellSyntaxException error)
        {
            int line = text.AsSpan(0, Math.Min(error.Position, text.Length)).Count('\n') + 1;
            return new ShellFile(path, text, [.. parser.Statements, new ShellUnknown(line, null, "ShellBroken")], line);
        }
    }

    /// <summary>A place in the file, as the host names it.</summary>
    internal string Place(int line) => $"/{Path}:{line}";

    internal string PlaceOf(int position) => Place(Text.AsSpan(0, Math.Min(position, Text.Length)).Count('\n') + 1);
}
