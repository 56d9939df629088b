using CsCheck;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Pci;

public sealed class KernelModulesTests
{
    private const string Nouveau = "alias pci:v000010DEd*sv*sd*bc03sc*i* nouveau\n";

    [Fact]
    public void The_running_kernels_directory_is_taken()
    {
        using TemporaryHost tree = Tree().File("proc/sys/kernel/osrelease", "6.1.0-2\n")
            .File("lib/modules/6.1.0-1/modules.alias", "alias pci:v* wrong\n").File("lib/modules/6.1.0-2/modules.alias", Nouveau);
        Assert.Equal(["nouveau"], Modules(tree));
    }

    [Theory]
    [InlineData("usr/lib/modules")]
    [InlineData("run/booted-system/kernel-modules/lib/modules")]
    public void Modules_may_lie_elsewhere(string folder)
    {
        using TemporaryHost tree = Tree().File("proc/sys/kernel/osrelease", "6.1.0-2\n").File(folder + "/6.1.0-2/modules.alias", Nouveau);
        Assert.Equal(["nouveau"], Modules(tree));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("5.0-gone\n")]
    [InlineData("../../etc\n")]
    public void Without_it_the_only_directory_is_taken(string? release)
    {
        using TemporaryHost tree = Tree().File("lib/modules/6.1.0-1/modules.alias", Nouveau);
        if (release is not null) tree.File("proc/sys/kernel/osrelease", release);
        Assert.Equal(["nouveau"], Modules(tree));
    }

    [Fact]
    public void Of_several_directories_none_is_guessed()
    {
        using TemporaryHost tree = Tree().File("lib/modules/1/modules.alias", Nouveau).File("lib/modules/2/modules.alias", Nouveau);
        Assert.Empty(Modules(tree));
    }

    [Fact]
    public void Built_in_modules_answer_when_no_other_does()
    {
        const string builtin = "xhci_pci.alias=pci:v*d*sv*sd*bc0Csc03i30*\0nouveau-core.license=GPL\0nouveau-core.alias=pci:v000010DEd*sv*sd*bc03sc*i*\0";
        using TemporaryHost both = Tree().File("lib/modules/1/modules.alias", Nouveau).File("lib/modules/1/modules.builtin.modinfo", builtin);
        using TemporaryHost alone = Tree().File("lib/modules/1/modules.alias", "alias pci:v00008086d* other\n").File("lib/modules/1/modules.builtin.modinfo", builtin);
        Assert.Equal(["nouveau"], Modules(both));
        Assert.Equal(["nouveau_core"], Modules(alone));
    }

    [Fact]
    public void Vfio_variants_never_offer_themselves()
    {
        using TemporaryHost tree = Tree().File("lib/modules/1/modules.alias", "alias vfio_pci:v*d*sv*sd*bc*sc*i* vfio_pci\n" + Nouveau);
        Assert.Equal(["nouveau"], Modules(tree));
    }

    [Fact]
    public void Changing_the_answer_changes_no_other()
    {
        using TemporaryHost tree = Tree().File("lib/modules/1/modules.alias", Nouveau);
        using HostRoot host = HostRoot.Open(tree.Root);
        PciDevice device = Assert.Single(PciInventory.Read(host).Devices);
        device.KernelModules[0] = "spoilt";
        Assert.Equal(["nouveau"], device.KernelModules);
    }

    /// <summary>Patterns taken apart into numbers match as the texts do.</summary>
    [Fact]
    public void Regular_patterns_match_as_globs_do()
    {
        Gen<string> part = Gen.Int[0, 2].Select(index => new[] { "*", "000010DE", "00008086" }[index]);
        Gen<string> shortPart = Gen.Int[0, 2].Select(index => new[] { "*", "03", "00" }[index]);
        Gen<string> pattern = Gen.Select(part.Array[4], shortPart.Array[3], Gen.Bool, (ids, codes, open) =>
            $"pci:v{ids[0]}d{ids[1]}sv{ids[2]}sd{ids[3]}bc{codes[0]}sc{codes[1]}i{codes[2]}{(open ? "*" : string.Empty)}");
        Gen<ushort> word = Gen.Int[0, 1].Select(index => new ushort[] { 0x10de, 0x8086 }[index]);
        Gen<PciDeviceFacts> facts = Gen.Select(word.Array[4], Gen.Int[0, 7], (ids, code) => new PciDeviceFacts
        {
            Vendor = ids[0],
            Device = ids[1],
            SubsystemVendor = ids[2],
            SubsystemDevice = ids[3],
            Class = new PciClass((uint)(((code & 4) != 0 ? 0x030000 : 0) | ((code & 2) != 0 ? 0x0300 : 0) | ((code & 1) != 0 ? 0x03 : 0))),
        });
        Gen.Select(pattern, facts).Sample((text, function) =>
            ModuleAlias.Parse(System.Text.Encoding.UTF8.GetBytes(text)).Matches(function) == Glob.IsMatch(text, ModuleAlias.Text(function)));
    }

    private static TemporaryHost Tree() => new TemporaryHost().Function("0000:01:00.0");

    private static string[] Modules(TemporaryHost tree)
    {
        using HostRoot host = HostRoot.Open(tree.Root);
        return Assert.Single(PciInventory.Read(host).Devices).KernelModules;
    }
}
