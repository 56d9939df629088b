using GpuPassthrough.Firmware;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.HostDevices;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Firmware.Export;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Libvirt.HostDevices;

/// <summary>Which card a ROM is for, whether it is the card's, and whether QEMU can read it.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class RomAssignmentTests : IDisposable
{
    private const string Place = "usr/share/qemu/card.rom";

    // As Debian's libvirt 9 to 12 have it, shortened.
    private const string Abstraction = """
        # vim:syntax=apparmor
          abi <abi/3.0>,
          #include <abstractions/base>
          include if exists <local/abstractions/libvirt-qemu>
          capability dac_override,
          /dev/kvm rw,
          /usr/share/qemu/** r,
          /usr/share/{vgabios,seabios}/** r,
          deny /usr/share/qemu/secret* rw,
          owner /home/*/roms/** r,
          "/srv/my roms/*.rom" rk,
          r /opt/roms/?.rom,
          @{PROC}/*/status r,
        """;

    private readonly TemporaryHost _tree = new();

    public RomAssignmentTests()
    {
        _tree.Function("0000:01:00.0", driver: "vfio-pci", group: 1).Function("0000:01:00.1", "10de:10f1", "040300", group: 1).Function("0000:02:00.0", "1002:744c", group: 2);
        Write(Place);
    }

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void One_path_is_for_the_one_display()
    {
        using HostRoot host = HostRoot.Open(_tree.Root);
        RomAssignment roms = new(host, Devices(host, "01:00.0", "01:00.1"));
        IReadOnlyDictionary<PciAddress, string> files = roms.Assign([new RomRequest(_tree.PathOf(Place))]);
        Assert.Equal(new KeyValuePair<PciAddress, string>(PciAddress.Parse("01:00.0"), "/" + Place), Assert.Single(files));
        Assert.Empty(roms.Check(files));
        Assert.Empty(roms.Hints(files));
    }

    [Theory]
    [InlineData("01:00.0 02:00.0", null, "HostRomWithoutCard")]
    [InlineData("01:00.1", null, "HostRomWithoutCard")]
    [InlineData("01:00.0 01:00.1", "01:00.1", "HostRomForNone")]
    [InlineData("01:00.0", "02:00.0", "HostRomForNone")]
    public void What_is_not_certain_is_refused(string functions, string? of, string id)
    {
        using HostRoot host = HostRoot.Open(_tree.Root);
        RomAssignment roms = new(host, Devices(host, functions.Split(' ')));
        RomRequest request = new(_tree.PathOf(Place), of is null ? null : PciAddress.Parse(of));
        Assert.Equal(id, Assert.Throws<HostDeviceException>(() => roms.Assign([request])).ErrorId);
    }

    [Fact]
    public void Two_for_one_card_and_one_elsewhere_are_refused()
    {
        using HostRoot host = HostRoot.Open(_tree.Root);
        RomAssignment roms = new(host, Devices(host, "01:00.0", "02:00.0"));
        PciAddress card = PciAddress.Parse("01:00.0");
        Assert.Equal("HostRomTwice", Assert.Throws<HostDeviceException>(() => roms.Assign([new RomRequest(_tree.PathOf(Place), card), new RomRequest(_tree.PathOf("other.rom"), card)])).ErrorId);
        Assert.Equal("HostRomNotOnHost", Assert.Throws<HostDeviceException>(() => roms.Assign([new RomRequest("/elsewhere/card.rom", card)])).ErrorId);
        Assert.Equal("HostRomName", Assert.Throws<HostDeviceException>(() => roms.Assign([new RomRequest(_tree.PathOf("a\u0001.rom"), card)])).ErrorId);
    }

    [Fact]
    public void Another_cards_ROM_is_told_from_none()
    {
        using HostRoot host = HostRoot.Open(_tree.Root);
        PciAddress card = PciAddress.Parse("01:00.0");
        RomAssignment roms = new(host, Devices(host, "01:00.0"));
        Write("usr/share/qemu/sister.rom", MadeRom.Both(0x10de, 0x1c02));
        Write("usr/share/qemu/amd.rom", MadeRom.Both(0x1002, 0x744c));
        HostDeviceException sister = Assert.Single(roms.Check(new Dictionary<PciAddress, string> { [card] = "/usr/share/qemu/sister.rom" }));
        Assert.Equal(("HostRomMismatch", HostDeviceGuard.RomMismatch), (sister.ErrorId, sister.Guard));
        Assert.Equal("HostRomUnusable", Assert.Throws<HostDeviceException>(() => roms.Check(new Dictionary<PciAddress, string> { [card] = "/usr/share/qemu/amd.rom" }).ToArray()).ErrorId);
        Assert.Throws<GpuRomException>(() => roms.Check(new Dictionary<PciAddress, string> { [card] = "/usr/share/qemu/absent.rom" }).ToArray());
    }

    [Theory]
    [InlineData("usr/share/qemu/card.rom", UnixFileMode.OtherRead, null)]
    [InlineData("usr/share/qemu/card.rom", UnixFileMode.UserRead, "HostRomMode")]
    [InlineData("srv/roms/card.rom", UnixFileMode.OtherRead, null)]
    public void Permissions_count_for_the_user_of_QEMU(string file, UnixFileMode mode, string? id)
    {
        Write(file);
        File.SetUnixFileMode(_tree.PathOf(file), mode | UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _tree.File("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nlibvirt-qemu:x:64055:104::/var/lib/libvirt:/usr/sbin/nologin\n");
        Assert.Equal(id, Judge(file)?.ErrorId);
    }

    [Fact]
    public void A_closed_folder_and_the_group_count_too()
    {
        Write("srv/closed/card.rom");
        File.SetUnixFileMode(_tree.PathOf("srv/closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute);
        HostDeviceException? error = Judge("srv/closed/card.rom");
        Assert.Equal("HostRomFolder", error?.ErrorId);
        Assert.Contains("chmod o+x '/srv/closed'", error!.NextStep, StringComparison.Ordinal);

        // The tests' own group, as QEMU's.
        string group = Tool.Run("stat", "-c", "%g", _tree.PathOf("srv/closed")).Trim();
        _tree.File("etc/libvirt/qemu.conf", "#user = \"root\"\nuser = \"guests\"\n").File("etc/passwd", $"guests:x:64055:{group}::/:/bin/false\n");
        Assert.Null(Judge("srv/closed/card.rom"));
    }

    [Theory]
    [InlineData("usr/share/qemu/card.rom", true)]
    [InlineData("usr/share/vgabios/a/b.rom", true)]
    [InlineData("usr/share/qemu/secret.rom", false)]
    [InlineData("usr/share/OVMF/card.rom", false)]
    [InlineData("home/me/roms/card.rom", false)]
    [InlineData("srv/my roms/card.rom", true)]
    [InlineData("srv/my roms/a/card.rom", false)]
    [InlineData("opt/roms/1.rom", true)]
    [InlineData("opt/roms/12.rom", false)]
    [InlineData("mnt/roms/card.rom", true)]
    [InlineData("etc/card.rom", false)]
    public void AppArmor_is_asked_by_its_rules(string file, bool mayRead)
    {
        _tree.File("sys/module/apparmor/parameters/enabled", "Y\n")
            .File("etc/apparmor.d/abstractions/libvirt-qemu", Abstraction)
            .File("etc/apparmor.d/abstractions/base", "  /usr/share/locale/** r,\n  include <abstractions/libvirt-qemu>\n")
            .File("etc/apparmor.d/local/abstractions/libvirt-qemu", "/mnt/roms/** r,\n");
        Write(file);
        Assert.Equal(mayRead ? null : "HostRomConfined", Judge(file)?.ErrorId);
        _tree.File("etc/libvirt/qemu.conf", "security_driver = [ \"none\" ]\n");
        Assert.Null(Judge(file));
    }

    [Theory]
    [InlineData("usr/share/OVMF/card.rom", true)]
    [InlineData("var/lib/libvirt/vbios/card.rom", false)]
    public void Without_rules_to_read_the_usual_ones_count(string file, bool mayRead)
    {
        _tree.File("sys/module/apparmor/parameters/enabled", "Y\n");
        Write(file);
        Assert.Equal(mayRead, Judge(file) is null);
    }

    [Fact]
    public void A_link_is_judged_by_where_it_leads()
    {
        _tree.File("sys/module/apparmor/parameters/enabled", "Y\n").Link("usr/share/qemu/link.rom", "/srv/card.rom");
        Write("srv/card.rom");
        Assert.Equal("HostRomConfined", Judge("usr/share/qemu/link.rom")?.ErrorId);
    }

    [Fact]
    public void SELinux_is_a_hint()
    {
        _tree.File("sys/fs/selinux/enforce", "1");
        using HostRoot host = HostRoot.Open(_tree.Root);
        Assert.Contains("restorecon", RomAccess.Read(host).Hint("/usr/share/qemu/card.rom"), StringComparison.Ordinal);
        Assert.Contains("semanage", RomAccess.Read(host).Hint("/srv/card.rom"), StringComparison.Ordinal);
    }

    private void Write(string file, byte[]? content = null)
    {
        _tree.File(file, "");
        File.WriteAllBytes(_tree.PathOf(file), content ?? MadeRom.Both(0x10de, 0x1c03));
    }

    private HostDeviceException? Judge(string file)
    {
        using HostRoot host = HostRoot.Open(_tree.Root);
        return RomAccess.Read(host).Judge("/" + file);
    }

    private static IEnumerable<PciDevice> Devices(HostRoot host, params string[] addresses) =>
        PciInventory.Read(host).Devices.Where(device => addresses.Select(PciAddress.Parse).Contains(device.Address));
}
