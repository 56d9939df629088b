using System.Management.Automation;
using System.Management.Automation.Language;

namespace GpuPassthrough.Completion;

/// <summary>Matches candidates against what is typed, and quotes those that PowerShell would read as numbers.</summary>
internal static class CompletionText
{
    internal static List<CompletionResult> Match(IEnumerable<CompletionCandidate> candidates, string? word, bool isText = true)
    {
        string typed = (word ?? string.Empty).Trim('\'', '"');
        List<CompletionCandidate> all = [.. candidates];
        List<CompletionCandidate> starting = all.FindAll(candidate => candidate.Value.StartsWith(typed, StringComparison.OrdinalIgnoreCase));
        if (starting.Count == 0)
        {
            starting = all.FindAll(candidate => candidate.Value.Contains(typed, StringComparison.OrdinalIgnoreCase)
                || candidate.Description.Contains(typed, StringComparison.OrdinalIgnoreCase));
        }

        return starting.ConvertAll(candidate => new CompletionResult(
            isText ? Quote(candidate.Value) : candidate.Value,
            candidate.Value,
            CompletionResultType.ParameterValue,
            candidate.Description.Length == 0 ? candidate.Value : candidate.Description));
    }

    /// <summary>The value as it must be written: in quotes unless PowerShell takes the bare word for this very text.</summary>
    internal static string Quote(string value) => IsBareWord(value) ? value : "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static bool IsBareWord(string value)
    {
        ScriptBlockAst script = Parser.ParseInput("command " + value, out _, out ParseError[] errors);
        return errors.Length == 0
            && script.EndBlock.Statements is [PipelineAst { PipelineElements: [CommandAst { CommandElements: [_, StringConstantExpressionAst word] }] }]
            && word.StringConstantType == StringConstantType.BareWord
            && word.Value == value;
    }
}
