namespace GpuPassthrough.Host;

/// <summary>A program and its arguments as one would type them in a shell, to be read or copied, never to be run by us.</summary>
internal static class CommandText
{
    private const string Plain = "-_./=:,+@%^";

    internal static string Of(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quote));

    private static string Quote(string argument)
    {
        bool isPlain = argument.Length > 0 && argument.All(character => char.IsAsciiLetterOrDigit(character) || Plain.Contains(character, StringComparison.Ordinal));
        return isPlain ? argument : $"'{SafeLine.Of(argument).Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
