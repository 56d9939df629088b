using System.Management.Automation.Host;

namespace GpuPassthrough.Runner;

/// <summary>The choices of a question; "&amp;Yes" is chosen by "y" or "yes".</summary>
internal sealed class ChoiceMenu
{
    private readonly (string Key, string Label, string Help)[] _choices;
    private readonly int _default;

    public ChoiceMenu(IEnumerable<ChoiceDescription> choices, int defaultChoice)
    {
        _choices = [.. choices.Select(Read)];
        _default = defaultChoice;
    }

    public string Question =>
        string.Join("  ", _choices.Select(choice => $"[{choice.Key}] {choice.Label}"))
        + (_default < 0 ? "  [?] Help: " : $"  [?] Help (default is \"{_choices[_default].Key}\"): ");

    public string Help => string.Join(Environment.NewLine, _choices.Select(choice => $"{choice.Key} - {choice.Help}"));

    /// <summary>The number of the choice that an answer names; null when it names none.</summary>
    public int? Find(string answer)
    {
        if (answer.Length == 0)
            return _default < 0 ? null : _default;

        var index = Array.FindIndex(_choices, choice => Same(choice.Key, answer) || Same(choice.Label, answer));
        return index < 0 ? null : index;
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static (string Key, string Label, string Help) Read(ChoiceDescription choice)
    {
        var mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        var label = mark < 0 ? choice.Label : choice.Label.Remove(mark, 1);
        var key = mark >= 0 && mark < label.Length ? label[mark..(mark + 1)].ToUpperInvariant() : label;
        return (key, label, choice.HelpMessage);
    }
}
