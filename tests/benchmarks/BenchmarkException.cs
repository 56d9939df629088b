namespace GpuPassthrough.Benchmarks;

/// <summary>A run cannot go on, or its figures would not mean what they say.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
