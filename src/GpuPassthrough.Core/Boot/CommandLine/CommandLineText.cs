namespace GpuPassthrough.Boot.CommandLine;

/// <summary>How the kernel cuts its command line into words: at white space outside double quotes (next_arg() in lib/cmdline.c).</summary>
internal static class CommandLineText
{
    /// <summary>Ends the kernel's arguments; what follows goes to init.</summary>
    internal const string EndOfArguments = "--";

    /// <summary>The text as words and the white space between them, in turn; joined they are the text.</summary>
    internal static IEnumerable<string> Split(string text)
    {
        int start = 0;
        bool isQuoted = false;
        for (int index = 0; index < text.Length; index++)
        {
            bool isBoundary = index > start && !isQuoted && IsSpace(text[index]) != IsSpace(text[start]);
            if (isBoundary)
            {
                yield return text[start..index];
                start = index;
            }

            if (text[index] == '"') isQuoted = !isQuoted;
        }

        if (start < text.Length) yield return text[start..];
    }

    internal static bool IsWord(string piece) => piece.Length > 0 && !IsSpace(piece[0]);

    /// <summary>False where a quote is left open: what came after would become part of the word.</summary>
    internal static bool IsOneClosedWord(string text) => IsWord(text) && IsClosed(text) && Split(text).Take(2).Count() == 1;

    internal static bool IsClosed(string word) => word.Count(character => character == '"') % 2 == 0;

    /// <summary>isspace() of lib/ctype.c, which takes the byte a0 for one too.</summary>
    internal static bool IsSpace(char character) => character is ' ' or (>= '\t' and <= '\r') or '\u00a0';
}
