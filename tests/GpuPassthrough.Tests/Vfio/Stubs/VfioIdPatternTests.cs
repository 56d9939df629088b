using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using GpuPassthrough.Vfio.Stubs;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>
/// What sscanf("%x:%x:%x:%x:%x:%x") of vfio_pci_fill_ids and pci_match_one_device make of an element; the function of the
/// tests is 10de:1c03, board 19da:2438, class 030000.
/// </summary>
public sealed class VfioIdPatternTests
{
    [Theory]
    [InlineData("10de:1c03", true)]
    [InlineData("10DE:1C03", true)]
    [InlineData("0x10de:0x1c03", true)]
    [InlineData("10de:1c04", false)]
    [InlineData("1002:1c03", false)]
    [InlineData("10de:1c03:19da", true)]
    [InlineData("10de:1c03:1043", false)]
    [InlineData("10de:1c03:19da:2438", true)]
    [InlineData("10de:1c03:19da:2439", false)]
    [InlineData("10de:1c03:ffffffff:2438", true)]
    [InlineData("10de:ffffffff:ffffffff:ffffffff:030000:ff0000", true)]
    [InlineData("10de:ffffffff:ffffffff:ffffffff:040000:ff0000", false)]
    [InlineData("10de:1c03:19da:2438:040300", true)]
    public void AnElementMatchesAsInTheKernel(string text, bool matches)
    {
        using TemporaryHost tree = new TemporaryHost().Function("0000:01:00.0");
        using HostRoot host = HostRoot.Open(tree.Root);
        Assert.Equal(matches, VfioIdPattern.Parse(text)!.Matches(PciInventory.Read(host).Devices[0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10de")]
    [InlineData("10de:")]
    [InlineData("nouveau:1c03")]
    [InlineData("10de:1c03:19da:2438:030000:ff0000:1")]
    public void WhatTheKernelSkipsIsNone(string text) => Assert.Null(VfioIdPattern.Parse(text));
}
