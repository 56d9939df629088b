namespace GpuPassthrough.Benchmarks.Compare;

/// <summary>Values of repeated runs.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    /// <summary>The median, or NaN when there is none.</summary>
    internal double Median
    {
        get
        {
            if (_values.Count == 0) return double.NaN;
            double[] sorted = [.. _values.Order()];
            int middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    internal void Add(double value) => _values.Add(value);

    internal void Repeat(int times, Func<double> measure)
    {
        for (int time = 0; time < times; time++) Add(measure());
    }
}
