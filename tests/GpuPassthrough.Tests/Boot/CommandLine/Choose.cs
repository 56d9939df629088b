using CsCheck;

namespace GpuPassthrough.Tests.Boot.CommandLine;

/// <summary>Generators of one of several values.</summary>
internal static class Choose
{
    public static Gen<T> From<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
