namespace GpuPassthrough.Pci;

/// <summary>Patterns as fnmatch(3) takes them without flags: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a-z]</c> and backslash.</summary>
internal static class Glob
{
    internal static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && TakeOne(pattern, p, text[t], out int next))
            {
                p = next;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }

    private static bool TakeOne(ReadOnlySpan<char> pattern, int start, char character, out int next)
    {
        next = start + 1;
        switch (pattern[start])
        {
            case '?':
                return true;
            case '[' when SetEnd(pattern, start) is int end:
                next = end + 1;
                return InSet(pattern[(start + 1)..end], character);
            case '\\' when next < pattern.Length:
                return pattern[next++] == character;
            default:
                return pattern[start] == character;
        }
    }

    // A "]" that stands first in a set is a member of it.
    private static int? SetEnd(ReadOnlySpan<char> pattern, int start)
    {
        int first = start + 1;
        if (first < pattern.Length && pattern[first] is '!' or '^') first++;
        int length = first + 1 < pattern.Length ? pattern[(first + 1)..].IndexOf(']') : -1;
        return length < 0 ? null : first + 1 + length;
    }

    private static bool InSet(ReadOnlySpan<char> set, char character)
    {
        bool negated = set[0] is '!' or '^';
        if (negated) set = set[1..];
        bool found = false;
        for (int i = 0; i < set.Length; i++)
        {
            bool isRange = i + 2 < set.Length && set[i + 1] == '-';
            found |= isRange ? character >= set[i] && character <= set[i + 2] : character == set[i];
            if (isRange) i += 2;
        }

        return found != negated;
    }
}
