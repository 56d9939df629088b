using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace GpuPassthrough.Tests.Snapshots;

/// <summary>What must not leave a host does not, and what a bug report needs does.</summary>
public sealed class Privacy(SecretSnapshot snapshot) : IClassFixture<SecretSnapshot>
{
    [Fact]
    public void No_secret_is_in_the_archive()
    {
        using GZipStream stream = new(File.OpenRead(snapshot.Archive), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        string raw = Encoding.Latin1.GetString(bytes.ToArray());
        Assert.Contains("ustar", raw);
        Assert.All(SecretHost.Secrets, secret => Assert.DoesNotContain(secret, raw, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void No_secret_is_in_the_unpacked_files_or_their_names()
    {
        string names = WorkFolder.Tar("-tvzf", snapshot.Archive);
        Assert.All(SecretHost.Secrets, secret =>
        {
            Assert.Equal(string.Empty, Grep(secret, snapshot.Copy));
            Assert.DoesNotContain(secret, names, StringComparison.OrdinalIgnoreCase);
        });
    }

    /// <summary>The search itself finds secrets: in the tree that was recorded, all but those that are other spellings.</summary>
    [Fact]
    public void The_recorded_host_does_hold_the_secrets()
    {
        string[] otherSpellings = ["4b1d5f0c-7e2a-49d3-8c6f-90ab12cd34ef", "5254.00ab.cdef"];
        Assert.All(SecretHost.Secrets.Except(otherSpellings), secret => Assert.NotEqual(string.Empty, Grep(secret, snapshot.Host)));
    }

    [Theory]
    [InlineData("proc/cmdline", "ro quiet splash intel_iommu=on iommu=pt vfio_pci.ids=10de:1c03,10de:10f1 ")]
    [InlineData("proc/cmdline", " console=ttyS0,115200n8 video=efifb:off hugepagesz=1G hugepages=16 isolcpus=2-7,10-15 pcie_acs_override=downstream,multifunction ")]
    [InlineData("proc/cmdline", " mitigations=auto kvm.ignore_msrs=1 amdgpu.ppfeaturemask=0xffffffff i915.modeset ")]
    [InlineData("proc/cmdline", " rd.lvm.lv=redacted-")]
    [InlineData("proc/cpuinfo", "model name\t: Intel(R) Xeon(R) CPU E3-1246 v3 @ 3.50GHz\nflags\t\t: fpu vme vmx\n")]
    [InlineData("etc/os-release", "NAME=\"Ubuntu\"\nVERSION_ID=\"18.04\"\nID=ubuntu\n")]
    [InlineData("etc/default/grub", "\nGRUB_TIMEOUT=5\nGRUB_DISTRIBUTOR=`lsb_release -i -s 2> /dev/null || echo Debian`\nGRUB_CMDLINE_LINUX_DEFAULT=\"quiet intel_iommu=on resume=redacted-")]
    [InlineData("etc/default/grub", " vfio_pci.disable_vga=1\"\n")]
    [InlineData("etc/kernel/cmdline", " rw vfio-pci.ids=10de:1c03,10de:10f1\n")]
    [InlineData("boot/loader/loader.conf", "\ntimeout 3\n#\neditor no\n")]
    [InlineData("boot/config-5.4.0-42-generic", "CONFIG_VFIO_PCI=m\n# CONFIG_DRM_SIMPLEDRM is not set\nCONFIG_CMDLINE=\"intel_iommu=on root=redacted-")]
    [InlineData("etc/modprobe.d/vfio.conf", "#\nblacklist nouveau\nsoftdep nouveau pre: vfio-pci\noptions vfio-pci ids=10de:1c03,10de:10f1 disable_vga=1\n")]
    [InlineData("etc/modprobe.d/vfio.conf", "install nvidia /bin/false\n")]
    [InlineData("etc/modprobe.d/vfio.conf", "alias pci:v000010DEd00001C03sv*sd*bc*sc*i* vfio-pci\nalias net-pf-10 off\n")]
    [InlineData("etc/modules", "#\nvfio-pci\nloop serial=redacted-")]
    [InlineData("etc/mkinitcpio.conf", "MODULES=(\n  vfio_pci #\n  vfio\n)\nFILES=(redacted-")]
    [InlineData("etc/mkinitcpio.conf", "HOOKS=(base udev \"autodetect\" modconf)\n")]
    [InlineData("etc/dracut.conf.d/vfio.conf", "force_drivers+=\" vfio_pci vfio \"\n")]
    [InlineData("etc/dracut.conf.d/vfio.conf", " iommu=pt\"\nhostonly=yes")]
    [InlineData("etc/initramfs-tools/initramfs.conf", "MODULES=most\n")]
    [InlineData("etc/initramfs-tools/modules", "vfio_pci ids=10de:1c03\n#\n")]
    [InlineData("etc/booster.yaml", "modules: -*,vfio_pci\nmodules_force_load: vfio_pci\nuniversal: true\n")]
    [InlineData("etc/kernelstub/configuration", "\"intel_iommu=on\"")]
    [InlineData("etc/kernel/install.conf", "layout=bls\ninitrd_generator=dracut\n")]
    [InlineData("etc/initramfs-tools/update-initramfs.conf", "#\nupdate_initramfs=yes\nbackup_to=redacted-")]
    [InlineData("etc/mkinitcpio.d/linux.preset", "ALL_kver=\"/boot/vmlinuz-linux\"\nPRESETS=('default')\ndefault_uki=\"/efi/EFI/Linux/arch-linux.efi\"\ndefault_options=\"redacted-")]
    [InlineData("etc/sysconfig/bootloader", "LOADER_TYPE=\"grub2-efi\"\n")]
    [InlineData("etc/sdboot-manage.conf", " quiet\"\n")]
    [InlineData("boot/grub2/grubenv", " ro quiet\n")]
    [InlineData("var/lib/dpkg/info/dracut.list", "/usr/share/doc/dracut/copyright\n")]
    public void What_says_how_a_host_is_set_up_stays(string path, string expected)
    {
        string text = snapshot.Text(path);
        Assert.True(text.Contains(expected, StringComparison.Ordinal), text);
    }

    [Fact]
    public void The_same_value_has_the_same_placeholder_everywhere()
    {
        string running = Word(snapshot.Text("proc/cmdline"), "root=");
        string entry = Assert.Single(Directory.GetFiles(Path.Combine(snapshot.Copy, "boot/loader/entries")));
        Assert.Matches("^root=redacted-[0-9]+$", running);
        Assert.Equal(running, Word(snapshot.Text("etc/kernel/cmdline"), "root="));
        Assert.Equal(running, Word(File.ReadAllText(entry), "root="));
        Assert.NotEqual(running, Word(snapshot.Text("etc/cmdline.d/root.conf"), "root="));
        Assert.Matches("^redacted-[0-9]+-5\\.4\\.0-42-generic\\.conf$", Path.GetFileName(entry));
        Assert.Contains(File.ReadAllText(entry).Split('\n'), line => line == $"linux /{Path.GetFileName(entry).Split("-5.4")[0]}/5.4.0-42-generic/linux");
    }

    /// <summary>A shell reads the redacted file as it reads the file itself, but for the values.</summary>
    [Fact]
    public void Redacted_grub_defaults_are_valid_shell()
    {
        foreach (string path in new[] { "etc/default/grub", "etc/default/grub.d/50-redacted-", "etc/mkinitcpio.conf", "etc/dracut.conf.d/vfio.conf" })
        {
            string file = path.EndsWith('-') ? Assert.Single(Directory.GetFiles(Path.Combine(snapshot.Copy, "etc/default/grub.d"))) : Path.Combine(snapshot.Copy, path);
            using Process shell = Process.Start("bash", ["-n", file]);
            shell.WaitForExit();
            Assert.True(shell.ExitCode == 0, File.ReadAllText(file));
        }
    }

    private static string Word(string text, string start) => text.Split(' ', '\n').First(word => word.StartsWith(start, StringComparison.Ordinal));

    private static string Grep(string text, string folder)
    {
        using Process grep = Process.Start(new ProcessStartInfo("grep", ["-rliF", "-e", text, folder]) { RedirectStandardOutput = true })!;
        string found = grep.StandardOutput.ReadToEnd();
        grep.WaitForExit();
        Assert.InRange(grep.ExitCode, 0, 1);
        return found;
    }
}
