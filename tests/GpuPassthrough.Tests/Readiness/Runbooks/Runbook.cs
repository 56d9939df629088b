using GpuPassthrough.Tests.Harness;

namespace GpuPassthrough.Tests.Readiness.Runbooks;

/// <summary>The scripts of tests/acceptance/runbooks.</summary>
internal static class Runbook
{
    internal static string Folder { get; } = Path.Combine(Repository.Root, "tests", "acceptance", "runbooks");

    internal static string[] All { get; } = ["tutorial.ps1", "passthrough.ps1", "fleet.ps1"];

    internal static string PathOf(string name) => Path.Combine(Folder, name);

    internal static string Text(string name) => File.ReadAllText(PathOf(name));
}
