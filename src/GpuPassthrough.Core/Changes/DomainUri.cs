using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>Which daemons keep domains that the module changes: those of this machine, and libvirt's test driver.</summary>
internal static class DomainUri
{
    internal const string System = "qemu:///system";
    internal const string Session = "qemu:///session";

    internal const int TestPrefixLength = 8;

    private const string Test = "test:///";
    private const int Longest = 1024;

    /// <summary>The local system and session daemons, and test: with the name of its configuration.</summary>
    internal static bool IsAllowed(string? uri) => uri is System or Session || IsTest(uri);

    /// <summary>Whether a user without rights runs the domains. For root libvirt takes the system's daemon as the session's, too (remote_driver.c).</summary>
    internal static bool IsOfUser(string? uri) => uri == Session && LibC.EffectiveUser() != 0;

    /// <summary>The test driver lives in this process: nothing of the machine is behind it.</summary>
    internal static bool IsTest(string? uri) =>
        uri is { Length: > TestPrefixLength and <= Longest }
        && uri.StartsWith(Test, StringComparison.Ordinal)
        && uri.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '.' or '-' or '_' or ':');

    internal static string Describe(string name, string uri) => $"{Host.SafeLine.Of(name)} ({uri})";
}
