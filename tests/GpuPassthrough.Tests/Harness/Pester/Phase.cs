namespace GpuPassthrough.Tests.Harness.Pester;

/// <summary>What a file is being run for.</summary>
internal enum Phase
{
    /// <summary>The file and the bodies of its blocks run, to find the tests.</summary>
    Discovery,

    /// <summary>The tests run, with what goes before and after them.</summary>
    Run,
}
