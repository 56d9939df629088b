using System.Management.Automation;

namespace GpuPassthrough.Formats;

/// <summary>The texts of the view of PassthroughStep.</summary>
public static partial class Display
{
    private const string Prompt = "> ";

    // The columns before it, with their gaps, and the one that tables leave free.
    private const int BeforeEvidence = 24;

    /// <summary>What a step was told by, and below it, behind a mark, what to type next.</summary>
    /// <param name="step">A PassthroughStep.</param>
    /// <param name="width">The characters of a line; 0 where it is not known.</param>
    public static string Step(PSObject step, int width)
    {
        int columns = (width <= 0 ? DefaultWidth : Math.Max(NarrowestWidth, width)) - BeforeEvidence;
        string[] lines = (Get(step, "Evidence") ?? string.Empty).Split('\n');
        string evidence = string.Join('\n', lines.Select(line => SafeText.Wrap(SafeText.Escape(line), columns)));
        return Get(step, "Command") is { Length: > 0 } command ? $"{evidence}\n{Prompt}{SafeText.Escape(command)}" : evidence;
    }

    /// <summary>Whose steps they are: the card, and the domain where there is one.</summary>
    /// <param name="step">A PassthroughStep.</param>
    public static string StepCard(PSObject step)
    {
        string card = $"{Get(step, "Address")} {Name(step)}";
        return Get(step, "Domain") is { Length: > 0 } domain ? $"{card}, domain {SafeText.Escape(domain)}" : card;
    }
}
