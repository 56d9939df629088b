namespace GpuPassthrough.Boot.Initramfs.Formats;

/// <summary>
/// <c>/etc/booster.yaml</c>, of which one key is ours to change: <c>modules_force_load</c>, a text with names between
/// commas. Where the user has set it, our names go to its front, and a comment line above says which they are.
/// </summary>
internal static class BoosterYaml
{
    private const string Key = "modules_force_load";
    private const string Note = "# GpuPassthrough put in front of the next line's value: ";

    /// <summary>The file with these modules; null when nothing but ours was ever in it.</summary>
    /// <exception cref="FormatException">It cannot be edited without loss; the message is the line's number.</exception>
    internal static string? With(string? text, IReadOnlyList<string> modules)
    {
        string? rest = Without(text);
        int line = KeyLine(rest);
        if (line < 0) return MarkedBlock.With(rest, modules.Count == 0 ? [] : [$"{Key}: {string.Join(',', modules)}"]);
        string[] lines = rest!.Split('\n');
        BoosterValue value = Value(lines, line);
        List<string> missing = [.. modules.Where(module => !value.Names.Contains(module.Replace('-', '_'), StringComparer.Ordinal))];
        if (missing.Count == 0) return rest;
        string names = string.Join(',', missing);
        return string.Join('\n', [.. lines[..line], Note + names, value.Prepend(names), .. lines[(line + 1)..]]);
    }

    /// <summary>The file without what is ours.</summary>
    /// <exception cref="FormatException">As for <see cref="With"/>.</exception>
    internal static string? Without(string? text)
    {
        string? rest = MarkedBlock.Without(text);
        string[] lines = rest?.Split('\n') ?? [];
        int note = Array.FindIndex(lines, line => line.StartsWith(Note, StringComparison.Ordinal));
        if (note < 0) return rest;
        if (KeyLine(rest) != note + 1) throw new FormatException($"{note + 1}");
        string names = lines[note][Note.Length..].TrimEnd('\r');
        string line = Value(lines, note + 1).WithoutFront(names) ?? throw new FormatException($"{note + 2}");
        return string.Join('\n', [.. lines[..note], line, .. lines[(note + 2)..]]);
    }

    // The line of the key; -1 when there is none. What is not one plain mapping in block style is refused.
    private static int KeyLine(string? text)
    {
        string[] lines = text?.Split('\n') ?? [];
        int found = -1;
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].TrimEnd('\r');
            bool startsDocument = line.StartsWith("---", StringComparison.Ordinal) && lines[..index].All(IsBlank);
            bool isOdd = line.Length > 0 && "{[\"'?!&*%-.\t".Contains(line[0], StringComparison.Ordinal) && !startsDocument;
            bool isKey = line.StartsWith(Key, StringComparison.Ordinal) && line[Key.Length..].TrimStart().StartsWith(':');
            if (isOdd || (isKey && found >= 0)) throw new FormatException($"{index + 1}");
            if (isKey) found = index;
        }

        return found;
    }

    private static BoosterValue Value(string[] lines, int index)
    {
        string? next = lines.Skip(index + 1).FirstOrDefault(line => !IsBlank(line));
        bool goesOn = next is not null && next[0] == ' ';
        BoosterValue? value = goesOn ? null : BoosterValue.Parse(lines[index]);
        return value ?? throw new FormatException($"{index + 1}");
    }

    private static bool IsBlank(string line) => line.TrimStart() is "" or ['#', ..];
}
