using System.Management.Automation;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Binding;

/// <summary>Set-PciDriver on a bus that is made for the test.</summary>
public sealed class SetPciDriverTests
{
    private const string Card = BoundHost.Card;
    private const string Sound = BoundHost.Sound;
    private const string Igpu = "0000:00:02.0";
    private const string Command = "Set-PciDriver 01:00.0, 01:00.1 vfio-pci -HostRoot $root";

    [Fact]
    public void Moves_and_returns_what_it_read_back()
    {
        using BoundEngine engine = new(WithIgpu());
        EngineResult result = engine.Run(Command + " -PassThru -Confirm:$false");
        Assert.Empty(result.Errors);
        Assert.Equal([$"{Card} vfio-pci", $"{Sound} vfio-pci"], result.Of<PciDevice>().Select(device => $"{device} {device.Driver}"));
        Assert.Empty(engine.Run(Command).Output);
    }

    [Fact]
    public void WhatIf_names_old_and_new_and_writes_nothing()
    {
        using BoundEngine engine = new(WithIgpu());
        EngineResult result = engine.Run(Command + " -WhatIf");
        Assert.Matches($@"{Card} \(.+\): from nouveau to vfio-pci\n{Sound} \(.+\): from snd_hda_intel to vfio-pci", result.HostText);
        Assert.Empty(engine.Bus.Writes);
    }

    [Fact]
    public void What_is_so_already_is_only_told()
    {
        using BoundEngine engine = new(BoundHost.Usual("vfio-pci", "vfio-pci"));
        EngineResult result = engine.Run(Command + " -Verbose");
        Assert.Equal(2, result.Verbose.Count(line => line.Contains("it is so already", StringComparison.Ordinal)));
        Assert.Empty(engine.Bus.Writes);
    }

    [Fact]
    public void The_kernel_chooses()
    {
        using BoundEngine engine = new(BoundHost.Usual("vfio-pci", "vfio-pci", "vfio-pci"));
        Assert.Empty(engine.Run("Set-PciDriver 01:00.0, 01:00.1 -Default -HostRoot $root").Errors);
        Assert.Equal([$"{Card} nouveau -", $"{Sound} snd_hda_intel -"], engine.Bus.States);
    }

    [Fact]
    public void The_modules_spelling_is_corrected()
    {
        using BoundEngine engine = new(WithIgpu());
        EngineResult result = engine.Run("Set-PciDriver 01:00.1 vfio_pci -HostRoot $root -Verbose");
        Assert.Contains(result.Verbose, line => line.Contains("'vfio_pci'", StringComparison.Ordinal) && line.Contains("vfio-pci.", StringComparison.Ordinal));
        Assert.Equal($"{Sound} vfio-pci vfio-pci", engine.Bus[Sound].State);
    }

    /// <summary>The module xhci_pci brings the driver xhci_hcd.</summary>
    [Fact]
    public void A_modules_name_stands_for_its_driver()
    {
        using FakePciBus bus = new FakePciBus().Add(new FakeDriver("xhci_hcd", "1022:149c")).Add(new FakeFunction("0000:0a:00.3", "1022:149c"), "0c0330");
        bus.Tree.Folder("sys/module/xhci_pci/drivers/pci:xhci_hcd");
        using BoundEngine engine = new(bus);
        Assert.Empty(engine.Run("Set-PciDriver 0a:00.3 xhci-pci -HostRoot $root").Errors);
        Assert.Equal("0000:0a:00.3 xhci_hcd -", bus["0000:0a:00.3"].State);
    }

    [Theory]
    [InlineData("nosuch")]
    [InlineData("../../../etc")]
    [InlineData("-r")]
    public void A_driver_that_is_not_there_is_an_error(string driver)
    {
        using BoundEngine engine = new(BoundHost.Usual(driver: null, sound: null));
        Assert.Equal(["DriverUnknown " + driver], engine.Refused($"Set-PciDriver 01:00.0 -Driver '{driver}' -HostRoot $root"));
    }

    [Fact]
    public void Of_a_group_the_bridges_are_left_out()
    {
        using FakePciBus bus = new FakePciBus().Add(new FakeDriver("vfio-pci"))
            .Add(new FakeFunction("0000:00:01.0", "8086:1901") { Driver = "pcieport" }, "060400", group: 1)
            .Add(new FakeFunction(Card, "10de:1c03"), group: 1)
            .Add(new FakeFunction(Sound, "10de:10f1"), "040300", group: 1);
        using BoundEngine engine = new(bus);
        EngineResult result = engine.Run("Get-IommuGroup 1 -HostRoot $root | Set-PciDriver -Driver vfio-pci");
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.Equal(["0000:00:01.0 pcieport -", $"{Card} vfio-pci vfio-pci", $"{Sound} vfio-pci vfio-pci"], bus.States);
    }

    [Theory]
    [InlineData("Set-PciDriver 00:01.0 vfio-pci -HostRoot $root")]
    [InlineData("Set-PciDriver 00:01.0, 01:00.0 vfio-pci -HostRoot $root")]
    [InlineData("Get-IommuGroup 1 -HostRoot $root | Set-PciDriver -Driver vfio-pci")]
    public void A_bridge_that_was_meant_is_an_error(string script)
    {
        using FakePciBus bus = new FakePciBus().Add(new FakeDriver("vfio-pci"))
            .Add(new FakeFunction("0000:00:01.0", "8086:1901") { Driver = "pcieport" }, "060400", group: 1)
            .Add(new FakeFunction(Card, "10de:1c03"), group: 2);
        using BoundEngine engine = new(bus);
        Assert.Equal(["DriverBridge 0000:00:01.0"], engine.Refused(script));
    }

    [Fact]
    public void One_that_is_not_there_refuses_all()
    {
        using BoundEngine engine = new(WithIgpu());
        Assert.Equal(["PciDeviceNotFound 0000:09:00.0"], engine.Refused("Set-PciDriver 01:00.1, 09:00.0 vfio-pci -HostRoot $root"));
    }

    [Fact]
    public void A_bridge_in_disguise_is_refused()
    {
        using FakePciBus bus = new FakePciBus().Add(new FakeDriver("vfio-pci")).Add(new FakeFunction(Card, "1022:1234") { HeaderType = 1 }, "068000");
        using BoundEngine engine = new(bus);
        Assert.Equal(["DriverHeader " + Card], engine.Refused("Set-PciDriver 01:00.0 vfio-pci -HostRoot $root"));
    }

    [Fact]
    public void Virtual_functions_are_never_lost()
    {
        using FakePciBus bus = new FakePciBus().Add(new FakeDriver("vfio-pci")).Add(new FakeFunction(Card, "8086:1572") { Driver = "i40e", VirtualFunctions = 2 }, "020000");
        using BoundEngine engine = new(bus);
        Assert.Equal(["DriverVirtualFunctions " + Card], engine.Refused("Set-PciDriver 01:00.0 vfio-pci -HostRoot $root -Allow OnlyDisplay, HostDisk, HostNetwork, InUse -Confirm:$false"));
    }

    [Fact]
    public void A_tree_of_files_has_no_drivers()
    {
        using FakePciBus bus = WithIgpu();
        using Engine engine = Engine.WithModule();
        EngineResult result = engine.Run(Command + " -Confirm:$false", ("root", bus.Tree.Root));
        Assert.Equal(["HostNotLive " + Card], result.Errors.Select(BoundEngine.Text));
        Assert.Contains("nouveau", File.ResolveLinkTarget(bus.Tree.PathOf($"sys/bus/pci/devices/{Card}/driver"), returnFinalTarget: false)!.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void What_hangs_is_an_error_in_time()
    {
        using BoundEngine engine = new(BoundHost.Usual());
        engine.Bus.Hangs = write => write.Contains("unbind", StringComparison.Ordinal);
        ErrorRecord error = Assert.Single(engine.Run("Set-PciDriver 01:00.1 vfio-pci -HostRoot $root -TimeoutSeconds 2").Errors);
        Assert.Equal(("DriverHangs " + Sound, ErrorCategory.OperationTimeout), (BoundEngine.Text(error), error.CategoryInfo.Category));
    }

    [Fact]
    public async Task Stopping_the_pipeline_puts_all_back()
    {
        using BoundEngine engine = new(WithIgpu());
        using ManualResetEventSlim isWriting = new();
        using PowerShell shell = PowerShell.Create(engine.Engine.Runspace);
        engine.Bus.Seen = write =>
        {
            isWriting.Set();
            if (write.Contains("snd_hda_intel/unbind", StringComparison.Ordinal)) SpinWait.SpinUntil(() => shell.InvocationStateInfo.State == PSInvocationState.Stopping, TimeSpan.FromSeconds(20));
        };
        Task stop = Task.Run(() =>
        {
            isWriting.Wait(TestContext.Current.CancellationToken);
            shell.Stop();
        }, TestContext.Current.CancellationToken);
        shell.AddScript(Command + " -Confirm:$false").Invoke();
        await stop;
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Equal([$"{Igpu} i915 -", $"{Card} nouveau -", $"{Sound} snd_hda_intel -"], engine.Bus.States);
    }

    [Fact]
    public void What_keeps_the_group_from_guests_is_a_warning()
    {
        using FakePciBus bus = new FakePciBus().Add(new FakeDriver("vfio-pci"))
            .Add(new FakeFunction(Card, "10de:1c03"), group: 1)
            .Add(new FakeFunction(Sound, "10de:10f1") { Driver = "snd_hda_intel" }, "040300", group: 1);
        using BoundEngine engine = new(bus);
        string warning = Assert.Single(engine.Run("Set-PciDriver 01:00.0 vfio-pci -HostRoot $root").Warnings);
        Assert.Contains($"{Sound} is bound to snd_hda_intel", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Nvidias_mode_setting_is_warned_of()
    {
        using FakePciBus bus = WithIgpu().Add(new FakeDriver("nvidia", "10de:2204")).Add(new FakeFunction("0000:02:00.0", "10de:2204") { Driver = "nvidia" });
        bus.Tree.File("sys/module/nvidia_drm/parameters/modeset", "Y\n");
        using BoundEngine engine = new(bus);
        EngineResult result = engine.Run("Set-PciDriver 02:00.0 vfio-pci -HostRoot $root -WhatIf");
        Assert.Contains("can hang", Assert.Single(result.Warnings), StringComparison.Ordinal);
        bus.Tree.File("sys/module/nvidia_drm/parameters/modeset", "N\n");
        Assert.Empty(engine.Run("Set-PciDriver 02:00.0 vfio-pci -HostRoot $root -WhatIf").Warnings);
    }

    [Fact]
    public void The_drivers_of_the_bus_complete()
    {
        using BoundEngine engine = new(BoundHost.Usual());
        EngineResult result = engine.Run("(TabExpansion2 \"Set-PciDriver 01:00.0 -HostRoot '$root' -Driver \" ('Set-PciDriver 01:00.0 -HostRoot '''+$root+''' -Driver ').Length).CompletionMatches.CompletionText");
        Assert.Equal(["vfio-pci", "nouveau", "snd_hda_intel"], result.Of<string>());
    }

    private static FakePciBus WithIgpu() => BoundHost.Usual().Add(new FakeFunction(Igpu, "8086:3e92") { Driver = "i915" });
}
