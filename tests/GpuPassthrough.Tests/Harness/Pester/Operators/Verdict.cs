namespace GpuPassthrough.Tests.Harness.Pester.Operators;

/// <summary>Whether an assertion holds, and if not, what was expected and what was there.</summary>
internal readonly record struct Verdict(bool Holds, string Expected, string Actual);
