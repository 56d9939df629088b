using System.Management.Automation;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Completion;

/// <summary>What Tab offers, asked of the engine as a prompt does.</summary>
public sealed class CompleterTests : IDisposable
{
    private readonly Engine _engine = Engine.WithModule();
    private readonly TemporaryHost _tree = new TemporaryHost()
        .Function("0000:01:00.0", "10de:1e82", "030000", "nouveau", 1)
        .Function("0000:01:00.1", "10de:10f8", "040300", "snd_hda_intel", 1)
        .Function("0000:00:01.0", "8086:0c01", "060400", "pcieport", 1)
        .Function("0000:02:00.0", "10ec:8168", "020000", "r8169", 12)
        .File("usr/share/misc/pci.ids", "10de  NVIDIA Corporation\n\t1e82  TU104 [GeForce RTX 2080]\n10ec  Realtek\n8086  Intel Corporation\nC 03  Display controller\n\t00  VGA compatible controller\n");

    public void Dispose()
    {
        _engine.Dispose();
        _tree.Dispose();
    }

    [Theory]
    [InlineData("Get-PciDevice -Address ", "0000:01:00.0 0000:01:00.1 0000:02:00.0 0000:00:01.0")]
    [InlineData("Get-PciDevice 0000:01", "0000:01:00.0 0000:01:00.1")]
    [InlineData("Get-PciDevice 02:", "0000:02:00.0")]
    [InlineData("Get-PciDevice 2080", "0000:01:00.0")]
    [InlineData("Get-IommuGroup -Address r8169", "0000:02:00.0")]
    [InlineData("Get-PciDevice -Vendor ", "10de 10ec '8086'")]
    [InlineData("Get-PciDevice -Vendor '80", "'8086'")]
    [InlineData("Get-PciDevice -Vendor nvidia", "10de")]
    [InlineData("Get-PciDevice -Device ", "0c01 10f8 '1e82' '8168'")]
    [InlineData("Get-PciDevice -Id ", "10de:10f8 10de:1e82 10ec:8168 8086:0c01")]
    [InlineData("Get-PciDevice -Class ", "'0200' '0300' '0403' '0604'")]
    [InlineData("Get-PciDevice -Driver n", "nouveau")]
    [InlineData("Get-IommuGroup ", "1 12")]
    [InlineData("Get-PciDevice -Vendor zzz", "")]
    public void Offers(string typed, string expected)
    {
        CompletionResult[] results = Complete(typed);
        Assert.Equal(expected, string.Join(' ', results.Select(result => result.CompletionText)));
    }

    [Fact]
    public void An_address_shows_name_class_driver_and_group() =>
        Assert.Equal(
            "NVIDIA Corporation TU104 [GeForce RTX 2080] (VGA compatible controller), driver nouveau, group 1",
            Complete("Get-PciDevice 0000:01:00.0")[0].ToolTip);

    [Fact]
    public void What_is_offered_selects_what_was_meant()
    {
        foreach (string parameter in new[] { "Vendor", "Device", "Id", "Class", "Driver", "Address" })
        {
            foreach (CompletionResult result in Complete($"Get-PciDevice -{parameter} "))
            {
                EngineResult run = _engine.Run($"Get-PciDevice -HostRoot $root -{parameter} {result.CompletionText} | ForEach-Object {{ [string]$_.{parameter} }}", ("root", _tree.Root));
                Assert.Empty(run.Errors);
                Assert.NotEmpty(run.Output);
                Assert.All(run.Output, value => Assert.Equal(result.ListItemText, value.ToString()));
            }
        }
    }

    [Fact]
    public void A_host_that_cannot_be_read_completes_to_nothing() => Assert.Empty(Complete("Get-PciDevice -Vendor ", "/nowhere/at/all"));

    [Fact]
    public void The_sessions_default_host_is_the_one_completed_from()
    {
        _engine.Run("$PSDefaultParameterValues = @{ '*:HostRoot' = $root }", ("root", _tree.Root));
        Assert.Equal(["10de", "10ec", "'8086'"], CompleteLine("Get-PciDevice -Vendor ").Select(result => result.CompletionText));
    }

    [Fact]
    public void A_relative_root_is_the_sessions()
    {
        _engine.Run("[void]$ExecutionContext.SessionState.Path.SetLocation($folder)", ("folder", Path.GetDirectoryName(_tree.Root)));
        Assert.Equal("10de 10ec '8086'", string.Join(' ', Complete("Get-PciDevice -Vendor ", Path.GetFileName(_tree.Root)).Select(result => result.CompletionText)));
    }

    private CompletionResult[] Complete(string typed, string? root = null)
    {
        int space = typed.IndexOf(' ', StringComparison.Ordinal);
        return CompleteLine($"{typed[..space]} -HostRoot {root ?? _tree.Root}{typed[space..]}");
    }

    private CompletionResult[] CompleteLine(string line)
    {
        using PowerShell shell = PowerShell.Create(_engine.Runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches
            .Where(match => match.ResultType == CompletionResultType.ParameterValue)];
    }
}
