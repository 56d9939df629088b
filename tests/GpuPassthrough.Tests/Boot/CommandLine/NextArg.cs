namespace GpuPassthrough.Tests.Boot.CommandLine;

/// <summary>What next_arg() and parse_args() of the kernel make of a command line, told once more: character by character, with states.</summary>
internal static class NextArg
{
    private enum State
    {
        Gap,
        Bare,
        Quoted,
    }

    public static List<(string Name, string? Value)> Read(string line)
    {
        List<(string Name, string? Value)> read = [];
        State state = State.Gap;
        bool opened = false;
        string word = "";
        foreach (char character in line + '\0')
        {
            bool ends = character == '\0' || (state != State.Quoted && " \t\n\v\f\r\u00a0".Contains(character, StringComparison.Ordinal));
            if (ends && state != State.Gap)
            {
                (string Name, string? Value) argument = Take(word, opened);
                if (argument == ("--", null)) return read;
                read.Add(argument);
                state = State.Gap;
            }

            if (ends) continue;
            if (state == State.Gap)
            {
                opened = character == '"';
                word = opened ? "" : character.ToString();
                state = opened ? State.Quoted : State.Bare;
                continue;
            }

            word += character;
            if (character == '"') state = state == State.Quoted ? State.Bare : State.Quoted;
        }

        return read;
    }

    // A first character that is an equals sign does not count as one.
    private static (string Name, string? Value) Take(string word, bool opened)
    {
        char last = word.Length > 0 ? word[^1] : '\0';
        int equals = word.Length > 1 ? word[1..].IndexOf('=', StringComparison.Ordinal) + 1 : 0;
        if (equals == 0) return (opened && last == '"' ? word.Remove(word.Length - 1) : word, null);
        (string name, string value) = (word.Remove(equals), word.Substring(equals + 1));
        bool inner = value.Length > 0 && value[0] == '"';
        if (inner) value = value.Substring(1);
        if ((inner || opened) && last == '"' && value.Length > 0) value = value.Remove(value.Length - 1);
        return (name, value);
    }
}
