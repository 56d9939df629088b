namespace GpuPassthrough.Changes;

/// <summary>
/// The fewest lines to take out and put in to make one text of another, by the greedy method of E. W. Myers, "An O(ND)
/// Difference Algorithm and Its Variations" (Algorithmica 1, 1986).
/// </summary>
internal static class LineDiff
{
    // The memory of the method grows with the square of the differences; beyond this the rest is taken as replaced.
    private const int MostDifferences = 4000;

    /// <summary>The steps from one text to the other, in order: indexes into the old and the new lines, -1 where a line is in one only.</summary>
    internal static List<(int Old, int New)> Of(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        int head = CommonHead(left, right);
        int tail = CommonTail(left, right, head);
        List<(int Old, int New)> steps = [.. Enumerable.Range(0, head).Select(line => (line, line))];
        steps.AddRange(Middle(left, right, head, left.Count - tail, right.Count - tail));
        steps.AddRange(Enumerable.Range(0, tail).Select(line => (left.Count - tail + line, right.Count - tail + line)));
        return steps;
    }

    private static int CommonHead(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        int head = 0;
        while (head < left.Count && head < right.Count && left[head] == right[head]) head++;
        return head;
    }

    private static int CommonTail(IReadOnlyList<string> left, IReadOnlyList<string> right, int head)
    {
        int tail = 0;
        while (tail < left.Count - head && tail < right.Count - head && left[left.Count - 1 - tail] == right[right.Count - 1 - tail]) tail++;
        return tail;
    }

    private static List<(int Old, int New)> Middle(IReadOnlyList<string> left, IReadOnlyList<string> right, int start, int leftEnd, int rightEnd)
    {
        List<int[]> trace = [];
        int width = leftEnd - start;
        int height = rightEnd - start;
        int[] furthest = new int[(2 * Math.Min(width + height, MostDifferences)) + 3];
        int middle = furthest.Length / 2;
        for (int difference = 0; difference < middle; difference++)
        {
            trace.Add(furthest.AsSpan(middle - difference - 1, (2 * difference) + 3).ToArray());
            for (int diagonal = -difference; diagonal <= difference; diagonal += 2)
            {
                bool down = diagonal == -difference || (diagonal != difference && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]);
                int x = down ? furthest[middle + diagonal + 1] : furthest[middle + diagonal - 1] + 1;
                int y = x - diagonal;
                while (x < width && y < height && left[start + x] == right[start + y]) (x, y) = (x + 1, y + 1);
                furthest[middle + diagonal] = x;
                if (x >= width && y >= height) return Path(trace, start, width, height);
            }
        }

        return [.. Enumerable.Range(start, width).Select(line => (line, -1)), .. Enumerable.Range(start, height).Select(line => (-1, line))];
    }

    private static List<(int Old, int New)> Path(List<int[]> trace, int start, int x, int y)
    {
        List<(int Old, int New)> steps = [];
        for (int difference = trace.Count - 1; difference >= 0; difference--)
        {
            int[] furthest = trace[difference];
            int middle = difference + 1;
            int diagonal = x - y;
            bool down = diagonal == -difference || (diagonal != difference && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]);
            int previousX = difference == 0 ? 0 : down ? furthest[middle + diagonal + 1] : furthest[middle + diagonal - 1];
            int previousY = difference == 0 ? 0 : previousX - (down ? diagonal + 1 : diagonal - 1);
            while (x > previousX && y > previousY) steps.Add((start + --x, start + --y));
            if (difference > 0) steps.Add(down ? (-1, start + --y) : (start + --x, -1));
        }

        steps.Reverse();
        return steps;
    }
}
