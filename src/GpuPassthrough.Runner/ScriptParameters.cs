using System.Management.Automation.Runspaces;

namespace GpuPassthrough.Runner;

/// <summary>
/// Arguments of a script as pwsh -File takes them: -Name, -Name:value, values; all literal text,
/// but for $true and $false after a colon.
/// </summary>
internal static class ScriptParameters
{
    public static IEnumerable<CommandParameter> Parse(IEnumerable<string> arguments)
    {
        string? pending = null;
        foreach (var argument in arguments)
        {
            if (pending is not null)
            {
                yield return new CommandParameter(pending, argument);
                pending = null;
            }
            else if (IsPending(argument))
            {
                pending = argument[..^1];
            }
            else
            {
                yield return Single(argument);
            }
        }

        if (pending is not null)
            yield return new CommandParameter(pending);
    }

    private static bool IsName(string argument) => argument.Length > 1 && argument[0] == '-' && char.IsLetter(argument[1]);

    private static bool IsPending(string argument) => IsName(argument) && argument.IndexOf(':', StringComparison.Ordinal) == argument.Length - 1;

    private static CommandParameter Single(string argument)
    {
        if (!IsName(argument))
            return new CommandParameter(null, argument);

        var colon = argument.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new CommandParameter(argument)
            : new CommandParameter(argument[..colon], Value(argument[(colon + 1)..]));
    }

    private static object Value(string text) => text.ToUpperInvariant() switch
    {
        "$TRUE" => true,
        "$FALSE" => false,
        _ => text,
    };
}
