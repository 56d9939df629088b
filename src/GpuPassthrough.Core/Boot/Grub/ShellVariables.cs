using System.Text;

namespace GpuPassthrough.Boot.Grub;

/// <summary>The variables after a shell has sourced files one after the other.</summary>
internal sealed class ShellVariables
{
    // What was set before the files are read is grub-mkconfig's own, and the environment's; these are not among it.
    private const string UnsetAtFirst = "GRUB_CMDLINE_";
    private const string OnEnvironment = "ShellDependsOnEnvironment";

    private readonly Dictionary<string, ShellValue> _values = new(StringComparer.Ordinal);
    private readonly ShellKind _shell;
    private ShellRun? _anything;

    private ShellVariables(ShellKind shell) => _shell = shell;

    internal static ShellVariables Of(IEnumerable<ShellFile> files, ShellKind shell)
    {
        ShellVariables variables = new(shell);
        foreach (ShellFile file in files)
        {
            foreach (ShellStatement statement in file.Statements) variables.Do(file, statement);
        }

        return variables;
    }

    /// <summary>A variable's value; unset when no file gives it one.</summary>
    internal ShellValue this[string name] => Find(name) ?? ShellValue.Unset;

    private ShellValue? Find(string name) => _values.GetValueOrDefault(name) ?? (_anything is null ? null : new ShellValue([_anything], null, null));

    private void Do(ShellFile file, ShellStatement statement)
    {
        if (statement is ShellAssignment assignment) _values[assignment.Name] = new ShellValue([.. Runs(file, assignment)], file, assignment);
        else if (statement is ShellUnknown { Name: string name, Reason: string reason }) _values[name] = new ShellValue([ShellRun.Unknown(file, statement.Line, reason)], null, null);
        else ForgetAll(file, (ShellUnknown)statement);
    }

    private void ForgetAll(ShellFile file, ShellUnknown statement)
    {
        _values.Clear();
        _anything = ShellRun.Unknown(file, statement.Line, statement.Reason);
    }

    private IEnumerable<ShellRun> Runs(ShellFile file, ShellAssignment assignment)
    {
        if (!assignment.IsCertain) return [ShellRun.Unknown(file, assignment.Line, ShellCommands.OnCondition)];
        IEnumerable<ShellRun> own = Parts(file, assignment);
        if (!assignment.Adds) return own;
        return _shell == ShellKind.Bash ? this[assignment.Name].Runs.Concat(own) : [ShellRun.Unknown(file, assignment.Line, ShellCommands.OnShell)];
    }

    private IEnumerable<ShellRun> Parts(ShellFile file, ShellAssignment assignment)
    {
        StringBuilder text = new();
        IReadOnlyList<ShellPart> parts = assignment.Value.Parts;
        for (int index = 0; index < parts.Count; index++)
        {
            if (parts[index].Expansion is null) text.Append(parts[index].Character);
            bool isEnd = index + 1 == parts.Count || parts[index + 1].Expansion is not null;
            if (isEnd && text.Length > 0) yield return new ShellRun(text.ToString(), file, assignment.Line, assignment, index + 1 - text.Length - (parts[index].Expansion is null ? 0 : 1), null);
            if (isEnd) text.Clear();
            if (parts[index].Expansion is ShellExpansion expansion)
            {
                foreach (ShellRun run in Expand(file, assignment, index, expansion)) yield return run;
            }
        }
    }

    private IEnumerable<ShellRun> Expand(ShellFile file, ShellAssignment assignment, int index, ShellExpansion expansion)
    {
        if (expansion.Reason is string reason) return [ShellRun.Unknown(file, assignment.Line, reason)];
        ShellValue? value = Find(expansion.Variable!);
        bool isFixed = value is not null || expansion.Variable!.StartsWith(UnsetAtFirst, StringComparison.Ordinal);
        if (!isFixed) return [ShellRun.Unknown(file, assignment.Line, OnEnvironment)];
        bool countsEmpty = expansion.Condition.StartsWith(':');
        bool isCertainlySet = value?.Assignment is { IsCertain: true };
        if (expansion.Condition.Length > 0 && value is { IsKnown: false } && (countsEmpty || !isCertainlySet)) return [ShellRun.Unknown(file, assignment.Line, value.Unknown!.Reason!)];
        bool isSet = value is not null && (!countsEmpty || value.Text.Length > 0);

        // The word is not our text to edit: its place is that of the expansion.
        ShellRun word = new(expansion.Word, file, assignment.Line, null, index, null);
        return expansion.Condition.TrimStart(':') switch
        {
            "-" when !isSet => [word],
            "+" => isSet ? [word] : [],
            _ => value?.Runs ?? [],
        };
    }
}
