namespace GpuPassthrough.Boot.Initramfs.Formats;

/// <summary>
/// Assignments in a file that bash sources, such as mkinitcpio.conf and its presets, as far as they need no shell to be
/// understood: arrays and strings of plain and quoted words. Anything else makes <see cref="IsCertain"/> false.
/// </summary>
internal sealed class BashSettings
{
    private readonly Dictionary<string, string[]> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _strings = new(StringComparer.Ordinal);

    private BashSettings()
    {
    }

    /// <summary>False when there is more in the file than was understood: what a name holds is then a guess.</summary>
    internal bool IsCertain { get; private set; } = true;

    /// <summary>Reads files one after the other, as one text.</summary>
    internal static BashSettings Parse(params IReadOnlyList<string> texts)
    {
        BashSettings settings = new();
        BashScanner scanner = new(string.Join('\n', texts));
        while (!scanner.IsAtEnd)
        {
            if (scanner.TakeAssignment() is BashAssignment assignment) settings.Assign(assignment);
            else settings.IsCertain = false;
        }

        return settings;
    }

    /// <summary>The words of a name; null when nothing is assigned to it.</summary>
    internal IReadOnlyList<string>? Words(string name) => _values.GetValueOrDefault(name);

    /// <summary>The first word of a name; null when there is none.</summary>
    internal string? Word(string name) => Words(name) is [string word, ..] ? word : null;

    /// <summary>True when it is a plain variable and no array.</summary>
    internal bool IsString(string name) => _strings.Contains(name);

    private void Assign(BashAssignment assignment)
    {
        (string name, string[] words, bool isArray, bool appends) = assignment;
        string[] old = appends ? _values.GetValueOrDefault(name, []) : [];
        bool mixes = appends && old.Length > 0 && isArray == _strings.Contains(name);
        if (mixes) IsCertain = false;
        _values[name] = appends && !isArray ? [string.Concat(old) + string.Concat(words)] : [.. old, .. words];
        if (isArray) _strings.Remove(name);
        else _strings.Add(name);
    }
}
