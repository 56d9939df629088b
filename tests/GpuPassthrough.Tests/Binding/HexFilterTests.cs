using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Binding;

/// <summary>Filters as people type them: PowerShell's parser has its own view of what 1e82 and 0300 are.</summary>
public sealed class HexFilterTests : IDisposable
{
    private readonly Engine _engine = Engine.WithModule();

    public void Dispose() => _engine.Dispose();

    // The addresses are those of tests/hosts/h97m-gtx1060 (lspci lists the same).
    [Theory]
    [InlineData("-Vendor 10de", "0000:01:00.0 0000:01:00.1")]
    [InlineData("-Vendor 10DE", "0000:01:00.0 0000:01:00.1")]
    [InlineData("-Vendor 10de -Device 1c03", "0000:01:00.0")]
    [InlineData("-Id 10de:1c03", "0000:01:00.0")]
    [InlineData("-Id 10de:*", "0000:01:00.0 0000:01:00.1")]
    [InlineData("-Id *:1c03,*:10f1", "0000:01:00.0 0000:01:00.1")]
    [InlineData("-Class 0300", "0000:00:02.0 0000:01:00.0")]
    [InlineData("-Class '0300'", "0000:00:02.0 0000:01:00.0")]
    [InlineData("-Class 03", "0000:00:02.0 0000:01:00.0")]
    [InlineData("-Class 030000", "0000:00:02.0 0000:01:00.0")]
    [InlineData("-Class '0300','0200'", "0000:00:02.0 0000:01:00.0 0000:03:00.0")]
    [InlineData("-Class 030?00", "0000:00:02.0 0000:01:00.0")]
    [InlineData("-Device 8168,1c03", "0000:01:00.0 0000:03:00.0")]
    [InlineData("-Device 8168", "0000:03:00.0")]
    [InlineData("-Vendor 0x10de,10ec", null)]
    [InlineData("-Vendor '0x10de'", "0000:01:00.0 0000:01:00.1")]
    [InlineData("-Device 1e82", "")]
    [InlineData("-Device 10e5", "")]
    [InlineData("-Device 10e5,1c03", null)]
    [InlineData("-Device 1e82,1c03", null)]
    [InlineData("-Device '1e82',1c03", "0000:01:00.0")]
    [InlineData("-Class 0300,0200", null)]
    [InlineData("-Vendor 10d", null)]
    [InlineData("-Vendor 10", null)]
    [InlineData("-Vendor nvidia", null)]
    [InlineData("-Vendor 110de", null)]
    [InlineData("-Id 10de", null)]
    [InlineData("-Id 10de:", null)]
    [InlineData("-Class 030", null)]
    [InlineData("-Driver nouveau", "0000:01:00.0")]
    [InlineData("-Driver NOU*,r8169", "0000:01:00.0 0000:03:00.0")]
    [InlineData("-Gpu", "0000:00:02.0 0000:01:00.0")]
    [InlineData("-Gpu -Vendor 10de", "0000:01:00.0")]
    public void Selects(string filter, string? addresses)
    {
        EngineResult result = _engine.Run($"Get-PciDevice -HostRoot $root {filter} | ForEach-Object {{ [string]$_.Address }}", ("root", FakeHosts.Root("h97m-gtx1060")));
        if (addresses is null)
        {
            string id = Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0];
            Assert.Equal(filter.Contains(" 0x", StringComparison.Ordinal) ? "FilterNumber" : "ParameterArgumentTransformationError", id);
            Assert.Empty(result.Output);
            return;
        }

        Assert.Empty(result.Errors);
        Assert.Equal(addresses, string.Join(' ', result.Output));
    }

    [Fact]
    public void A_device_number_that_looks_like_an_exponent_is_found()
    {
        using TemporaryHost tree = new();
        tree.Function("0000:01:00.0", "10de:1e82").Function("0000:02:00.0", "10de:10e5").Function("0000:03:00.0", "10de:0300");
        foreach ((string text, string address) in new[] { ("1e82", "0000:01:00.0"), ("10e5", "0000:02:00.0"), ("0300", "0000:03:00.0") })
        {
            EngineResult result = _engine.Run($"Get-PciDevice -HostRoot $root -Device {text}", ("root", tree.Root));
            Assert.Equal(address, Assert.Single(result.Output).ToString());
        }
    }
}
