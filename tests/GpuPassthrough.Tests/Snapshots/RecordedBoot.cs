using System.Text.RegularExpressions;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Snapshots;

/// <summary>How a host boots is found in its unpacked snapshot as on the host itself.</summary>
public sealed partial class RecordedBoot
{
    [Theory]
    [MemberData(nameof(BootHost.All), MemberType = typeof(BootHost))]
    public void Boot_loader_generator_and_their_evidence_are_the_same(string distribution)
    {
        using TemporaryHost tree = BootHost.Of(distribution);
        using WorkFolder folder = new();
        using Engine shell = Engine.WithModule();
        Assert.Empty(shell.RunCommand("Export-HostSnapshot", ("Path", folder["host.tar.gz"]), ("HostRoot", tree.Root)).Errors);
        string copy = folder.Unpack(folder["host.tar.gz"], "copy");

        string loader = Read(shell, "Get-BootLoader", tree.Root);
        Assert.StartsWith("BootLoader\n", loader, StringComparison.Ordinal);
        Assert.Equal(loader, Read(shell, "Get-BootLoader", copy));
    }

    private static string Read(Engine shell, string command, string root)
    {
        EngineResult result = shell.RunCommand(command, ("HostRoot", root));
        string text = ObjectText.Of(result.Output) + string.Join('\n', result.Warnings.Concat(result.Errors.Select(error => error.ToString())));
        return MachineId().Replace(text.Replace(root, "ROOT", StringComparison.Ordinal), "ID");
    }

    // Entries are named by the machine id, for which a snapshot has a placeholder.
    [GeneratedRegex("redacted-[0-9]+|0{32}")]
    private static partial Regex MachineId();
}
