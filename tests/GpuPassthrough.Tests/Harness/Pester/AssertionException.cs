namespace GpuPassthrough.Tests.Harness.Pester;

/// <summary>What Should said does not hold.</summary>
internal sealed class AssertionException(string message) : Exception(message);
