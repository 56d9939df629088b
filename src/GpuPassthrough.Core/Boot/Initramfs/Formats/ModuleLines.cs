namespace GpuPassthrough.Boot.Initramfs.Formats;

/// <summary><c>/etc/initramfs-tools/modules</c> (initramfs.conf(5)): a module a line, with its parameters; # begins a comment.</summary>
internal static class ModuleLines
{
    /// <summary>The file with these modules: those the user has listed stay the user's, the others stand in a block of ours.</summary>
    /// <exception cref="FormatException">Our block is torn; the message is the line's number.</exception>
    internal static string? With(string? text, IReadOnlyList<string> modules)
    {
        HashSet<string> listed = [.. Listed(MarkedBlock.Without(text))];
        List<string> missing = [.. modules.Where(module => !listed.Contains(Normal(module)))];
        return MarkedBlock.Read(text).SequenceEqual(missing) ? text : MarkedBlock.With(text, missing);
    }

    internal static IEnumerable<string> Listed(string? text) => (text ?? string.Empty)
        .Split('\n')
        .Select(line => line.Split('#')[0].Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length > 0)
        .Select(words => Normal(words[0]));

    private static string Normal(string module) => module.Replace('-', '_');
}
