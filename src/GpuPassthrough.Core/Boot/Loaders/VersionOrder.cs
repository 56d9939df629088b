namespace GpuPassthrough.Boot.Loaders;

/// <summary>Names with version numbers in them: runs of digits count as numbers.</summary>
internal sealed class VersionOrder : IComparer<string>
{
    internal static VersionOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> left = x;
        ReadOnlySpan<char> right = y;
        while (left.Length > 0 && right.Length > 0)
        {
            bool areNumbers = char.IsAsciiDigit(left[0]) && char.IsAsciiDigit(right[0]);
            int order = areNumbers ? CompareNumbers(ref left, ref right) : left[0].CompareTo(right[0]);
            if (order != 0) return order;
            if (areNumbers) continue;
            left = left[1..];
            right = right[1..];
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int CompareNumbers(ref ReadOnlySpan<char> left, ref ReadOnlySpan<char> right)
    {
        ReadOnlySpan<char> first = Number(ref left);
        ReadOnlySpan<char> second = Number(ref right);
        int order = first.Length.CompareTo(second.Length);
        return order != 0 ? order : first.SequenceCompareTo(second);
    }

    private static ReadOnlySpan<char> Number(ref ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> digits = text[..(end < 0 ? text.Length : end)];
        text = text[digits.Length..];
        return digits.TrimStart('0');
    }
}
