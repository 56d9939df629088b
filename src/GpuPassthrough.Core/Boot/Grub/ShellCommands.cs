using System.Text.RegularExpressions;

namespace GpuPassthrough.Boot.Grub;

/// <summary>Reads single commands of a shell file: assignments, <c>export</c>, <c>unset</c>, and those that may do anything.</summary>
internal sealed partial class ShellCommands(string text)
{
    internal const string OnCommand = "ShellDependsOnCommand";
    internal const string OnCondition = "ShellDependsOnCondition";
    internal const string OnShell = "ShellDependsOnShell";

    // Built into shells and able to set variables or to end the file. Programs cannot, and other built-ins do not.
    private static readonly HashSet<string> Mighty = new(StringComparer.Ordinal)
    {
        ".", "alias", "break", "builtin", "command", "continue", "declare", "enable", "eval", "exec", "exit", "getopts", "let", "local",
        "mapfile", "printf", "read", "readarray", "readonly", "return", "set", "shopt", "source", "trap", "typeset", "wait",
    };

    private readonly HashSet<string> _functions = new(StringComparer.Ordinal);

    internal void Define(string function) => _functions.Add(function);

    internal ShellUnknown Uncertain(ShellWord word, string variable) => new(LineOf(word.Start), variable, OnCondition);

    internal IEnumerable<ShellStatement> Read(IReadOnlyList<ShellWord> words, bool isCertain)
    {
        ShellAssignment?[] assignments = [.. words.Select(word => Assignment(word, isCertain))];
        int command = Array.FindIndex(assignments, assignment => assignment is null);
        IEnumerable<ShellStatement> statements = command < 0 ? assignments.OfType<ShellStatement>()
            : assignments.Take(command).Select(before => Unknown(words[0], before!.Name, OnCommand)).Concat(Command(words[command], words, command + 1, isCertain));
        return words.SelectMany(ByExpansion).Concat(statements);
    }

    internal int LineOf(int position) => text.AsSpan(0, Math.Min(position, text.Length)).Count('\n') + 1;

    // ${NAME:=word}, and arithmetic, which may assign to any.
    private IEnumerable<ShellStatement> ByExpansion(ShellWord word) =>
        word.Parts.Select(part => part.Expansion?.Assigned).OfType<string>().Select(name => Unknown(word, name.Length == 0 ? null : name, OnCommand));

    private IEnumerable<ShellStatement> Command(ShellWord command, IReadOnlyList<ShellWord> words, int first, bool isCertain)
    {
        IEnumerable<ShellWord> arguments = words.Skip(first);
        if (IsJoinedAssignment(command, out string name)) return [Unknown(command, name, OnShell)];
        if (command.Parts.Any(part => part.Expansion is not null) || Mighty.Contains(command.Text) || _functions.Contains(command.Text)) return [Unknown(command, null, OnCommand)];
        if (command.Text == "export") return arguments.Select(word => Exported(word, isCertain)).OfType<ShellStatement>();
        if (command.Text == "unset") return arguments.Select(word => Unknown(word, IsName(word.Text) ? word.Text : null, OnCommand));
        Match element = Element().Match(command.Text);
        return element.Success ? [Unknown(command, element.Groups["name"].Value, OnShell)] : [];
    }

    // Lines joined inside the name or behind it.
    private static bool IsJoinedAssignment(ShellWord word, out string name)
    {
        Match head = Head().Match(word.Text);
        name = head.Groups["name"].Value;
        return head.Success && word.Parts.Take(head.Length).All(part => IsBare(part, part.Character));
    }

    // dash cuts what an unquoted variable expands to into words here, bash does not; both may expand patterns.
    private ShellStatement? Exported(ShellWord word, bool isCertain)
    {
        if (Assignment(word, isCertain) is not ShellAssignment assignment) return word.Parts.All(part => part.Expansion is null) ? null : Unknown(word, null, OnCommand);
        bool isSame = assignment.Value.Parts.All(part => part.Quote != ShellQuote.None || (part.Expansion is null && IsSafe(part)));
        return isSame ? assignment : Unknown(word, assignment.Name, OnShell);
    }

    private static bool IsSafe(ShellPart part) => part.End - part.Start > 1 || !"*?[]{}~".Contains(part.Character, StringComparison.Ordinal);

    private ShellAssignment? Assignment(ShellWord word, bool isCertain)
    {
        Match head = Head().Match(text, word.Start, word.End - word.Start);
        if (!head.Success) return null;
        int start = word.Start + head.Length;
        ShellPart[] parts = [.. word.Parts.Skip(head.Length)];
        ShellWord value = new(start, word.End, [.. parts.Select((part, index) => IsHome(parts, index) ? part with { Character = ShellPart.Placeholder, Expansion = ShellExpansion.Unfollowed(OnCommand) } : part)], word.Opened);
        return new ShellAssignment(LineOf(word.Start), word.Start, head.Groups["name"].Value, head.Groups["adds"].Length > 0, value, isCertain);
    }

    // ~ and ~user, at the start and behind colons.
    private static bool IsHome(ShellPart[] parts, int index) =>
        IsBare(parts[index], '~') && (index == 0 || IsBare(parts[index - 1], ':') || IsBare(parts[index - 1], '='));

    private static bool IsBare(ShellPart part, char character) =>
        part.Quote == ShellQuote.None && part.End - part.Start == 1 && part.Character == character;

    private ShellUnknown Unknown(ShellWord word, string? name, string reason) => new(LineOf(word.Start), name, reason);

    private static bool IsName(string text) => Name().IsMatch(text);

    [GeneratedRegex(@"\G(?<name>[A-Za-z_][A-Za-z0-9_]*)(?<adds>\+?)=")]
    private static partial Regex Head();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Name();

    // NAME[0]=value, in bash.
    [GeneratedRegex(@"^(?<name>[A-Za-z_][A-Za-z0-9_]*)\[.*=", RegexOptions.Singleline)]
    private static partial Regex Element();
}
