using System.Text;
using CsCheck;
using GpuPassthrough.Boot;
using GpuPassthrough.Boot.Initramfs;
using GpuPassthrough.Boot.Initramfs.Formats;
using GpuPassthrough.Tests.Support;
using Xunit;
using YamlDotNet.Serialization;

namespace GpuPassthrough.Tests.Boot.Initramfs;

/// <summary>What those who read the files make of them: bash for dracut and mkinitcpio, a YAML parser for booster.</summary>
public sealed class ReaderTests
{
    private const int Runs = 60;

    private static readonly string[] Wanted = [.. EditedHost.Wanted.Modules];

    private static readonly string[] MainLines =
    [
        "MODULES=()", "MODULES=(nvme)", "MODULES=(nvidia nvidia_drm)", "MODULES+=(ext4 'btrfs')", "MODULES=(a\n  # b\n  c # d\n)", "MODULES=(\"nvme\" vfio)",
        "HOOKS=(base udev modconf)", "HOOKS=(base systemd block)", "HOOKS+=(modconf)", "# MODULES=(x)", "", "BINARIES=()", "FILES=(/etc/hosts)", "COMPRESSION=\"zstd\"", "MODULES=(vfio_pci vfio vfio_iommu_type1)",
    ];

    private static readonly Gen<string> MainFile = Gen.Select(Gen.Int[0, MainLines.Length - 1].Array[0, 7], Gen.Bool)
        .Select((lines, ends) => string.Join('\n', lines.Select(line => MainLines[line])) + (ends ? "\n" : string.Empty));

    private static readonly Gen<string?> Bytes = Gen.Select(Gen.Int[0, 6], Gen.Char["ab #:-\"'\n\n\r\téÿ"].Array[0, 40]).Select((kind, text) => kind == 0 ? null : new string(text));

    /// <summary>mkinitcpio joins the files and sources the result; arrays there are as bash has them.</summary>
    [Fact]
    public void Bash_has_our_modules_first_and_keeps_the_users() => MainFile.Sample(
        main =>
        {
            using EditedHost host = Mkinitcpio(main, "_d_config");
            string[] before = Bash(host, "MODULES");

            host.Apply(EditedHost.Wanted);

            string[] after = Bash(host, "MODULES");
            Assert.Equal(Wanted.Order(), after.Take(3).Order());
            Assert.Equal(before.Except(Wanted).ToHashSet(), after.Except(Wanted).ToHashSet());
            Assert.True(Bash(host, "HOOKS").Contains("modconf") || Bash(host, "FILES").Contains("/etc/modprobe.d/01-vfio-pci.conf"));
        },
        iter: Runs);

    [Fact]
    public void Bash_agrees_also_where_the_main_file_is_edited() => MainFile.Sample(
        main =>
        {
            using EditedHost host = Mkinitcpio(main, string.Empty);

            host.Apply(EditedHost.Wanted);

            Assert.Equal(Wanted.Order(), Bash(host, "MODULES").Take(3).Order());
            host.Apply(EarlyContent.None);
            Assert.Equal(main, Encoding.UTF8.GetString(host.Read("etc/mkinitcpio.conf")!));
        },
        iter: Runs);

    [Fact]
    public void Our_reading_of_bash_is_bashs() => MainFile.Sample(
        main =>
        {
            using EditedHost host = Mkinitcpio(main, string.Empty);
            BashSettings settings = BashSettings.Parse(main);

            Assert.True(settings.IsCertain);
            foreach (string name in (string[])["MODULES", "HOOKS", "FILES", "COMPRESSION"]) Assert.Equal(Bash(host, name), settings.Words(name) ?? []);
        },
        iter: Runs);

    [Theory]
    [InlineData("MODULES=(a $b)")]
    [InlineData("MODULES=($(x))")]
    [InlineData("MODULES=(a\\ b)")]
    [InlineData("if true; then MODULES=(a); fi")]
    [InlineData("source /etc/x")]
    [InlineData("MODULES=(a")]
    [InlineData("MODULES=({a,b})")]
    [InlineData("MODULES='a")]
    [InlineData("MODULES[3]=a")]
    public void What_needs_a_shell_is_uncertain(string text) => Assert.False(BashSettings.Parse(text).IsCertain);

    /// <summary>Without spaces inside the quotes the first and the last word grow together with those of other files (dracut.conf(5)).</summary>
    [Fact]
    public void Dracut_gets_whole_words()
    {
        using EditedHost host = new("dracut");
        host.Write("etc/dracut.conf.d/10-a.conf", "force_drivers+=\" nvme \"\n"u8.ToArray()).Apply(EditedHost.Wanted);
        host.Write("etc/dracut.conf.d/zzz.conf", "force_drivers+=\"ext4\"\n"u8.ToArray());
        string script = $"for f in {host.Root}/etc/dracut.conf.d/*.conf; do . \"$f\"; done; printf '%s\\n' $force_drivers - $install_items";

        string[] words = Lines(Tool.Run("bash", "-c", script));

        Assert.Equal(["nvme", "vfio_pci", "vfio", "vfio_iommu_type1", "ext4", "-", "/etc/modprobe.d/01-vfio-pci.conf"], words);
    }

    /// <summary>dracut reads names that end in .conf only; another tool wrote /etc/dracut.conf.d/vfio.</summary>
    [Fact]
    public void The_drop_in_of_dracut_ends_in_conf()
    {
        using EditedHost host = new("dracut");

        Assert.All(host.Plan(EditedHost.Wanted).Files, file => Assert.EndsWith(".conf", file.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void A_YAML_parser_finds_our_modules_and_what_was_there() => Gen.Select(Gen.Int[0, 5], Gen.Int[0, 7].Array[0, 4], Gen.Bool).Sample(
        (value, others, ends) =>
        {
            string text = Yaml(value, others, ends);
            using EditedHost host = new("booster");
            host.Write("usr/lib/booster/regenerate_images", []).Write("etc/booster.yaml", Encoding.UTF8.GetBytes(text));
            Dictionary<string, object?> before = Parse(host);

            host.Apply(EditedHost.Wanted);

            Dictionary<string, object?> after = Parse(host);
            string[] names = [.. after["modules_force_load"]!.ToString()!.Split(',').Select(name => name.Trim())];
            string[] old = [.. (before.GetValueOrDefault("modules_force_load")?.ToString() ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => name.Trim())];
            Assert.Equal(Wanted.Union(old).ToHashSet(), names.ToHashSet());
            Assert.Equal(before.Keys.Append("modules_force_load").ToHashSet(), after.Keys.ToHashSet());
            host.Apply(EarlyContent.None);
            Assert.Equal(text, Encoding.UTF8.GetString(host.Read("etc/booster.yaml")!));
        },
        iter: 300);

    /// <summary>booster reads one file only; another tool wrote /etc/booster.d/vfio.conf.</summary>
    [Fact]
    public void Boosters_file_is_booster_yaml()
    {
        using EditedHost host = new("booster");
        host.Write("usr/lib/booster/regenerate_images", []);

        Assert.Equal("etc/booster.yaml", Assert.Single(host.Plan(EditedHost.Wanted).Files).Path);
    }

    [Theory]
    [InlineData("modules_force_load: |\n  a\n", 1)]
    [InlineData("a: b\nmodules_force_load: >-\n  a\n", 2)]
    [InlineData("modules_force_load: a,\n  b\n", 1)]
    [InlineData("{modules_force_load: a}\n", 1)]
    [InlineData("\"modules_force_load\": a\n", 1)]
    [InlineData("modules_force_load: \"a\\n\"\n", 1)]
    [InlineData("modules_force_load: &x a\n", 1)]
    [InlineData("modules_force_load: a\nmodules_force_load: b\n", 2)]
    [InlineData("modules_force_load:\n", 1)]
    [InlineData("compression: zstd\n---\nx: y\n", 2)]
    [InlineData("compression: zstd\n...\n", 2)]
    public void YAML_that_cannot_be_edited_without_loss_is_refused(string text, int line)
    {
        using EditedHost host = new("booster");
        host.Write("usr/lib/booster/regenerate_images", []).Write("etc/booster.yaml", Encoding.UTF8.GetBytes(text));

        BootConfigurationException error = Assert.Throws<BootConfigurationException>(() => host.Plan(EditedHost.Wanted));

        Assert.Equal("BoosterYamlOdd", error.ErrorId);
        Assert.Equal($"{host.Root}/etc/booster.yaml:{line}", error.Subject);
    }

    [Fact]
    public void Any_module_list_comes_back() => Bytes.Sample(text =>
    {
        string? with = ModuleLines.With(text, Wanted);

        Assert.Equal(with, ModuleLines.With(with, Wanted));
        Assert.Superset(Wanted.ToHashSet(), ModuleLines.Listed(with).ToHashSet());
        Assert.Equal(text, ModuleLines.With(with, []));
    });

    [Fact]
    public void Any_block_comes_back_also_with_lines_behind_it() => Gen.Select(Bytes, Bytes).Sample((before, after) =>
    {
        string? with = MarkedBlock.With(before, Wanted);

        Assert.Equal(Wanted, MarkedBlock.Read(with));
        Assert.Equal(before, MarkedBlock.Without(with));
        Assert.Equal(Wanted, MarkedBlock.Read(with + after));
        if (before is { Length: > 0 } && before[^1] == '\n') Assert.Equal(before + after, MarkedBlock.Without(with + after));
    });

    [Theory]
    [InlineData("# BEGIN GpuPassthrough\nvfio\n", 1)]
    [InlineData("a\n# END GpuPassthrough\n", 2)]
    [InlineData("# END GpuPassthrough\n\n# BEGIN GpuPassthrough\n", 3)]
    public void A_torn_block_is_refused(string text, int line)
    {
        using EditedHost host = new("initramfs-tools");
        host.Write("etc/initramfs-tools/modules", Encoding.UTF8.GetBytes(text));

        BootConfigurationException error = Assert.Throws<BootConfigurationException>(() => host.Plan(EditedHost.Wanted));

        Assert.Equal(("BootBlockTorn", $"{host.Root}/etc/initramfs-tools/modules:{line}"), (error.ErrorId, error.Subject));
    }

    [Theory]
    [InlineData("dracut", "etc/dracut.conf.d/zz-gpu-passthrough.conf")]
    [InlineData("mkinitcpio", "etc/mkinitcpio.conf.d/zz-gpu-passthrough.conf")]
    public void Somebody_elses_file_of_our_name_is_refused(string generator, string path)
    {
        using EditedHost host = new(generator);
        host.Write(path, "hostonly=yes\n"u8.ToArray());

        Assert.Equal("BootFileForeign", Assert.Throws<BootConfigurationException>(() => host.Plan(EditedHost.Wanted)).ErrorId);
        Assert.Equal("BootFileForeign", Assert.Throws<BootConfigurationException>(() => host.Plan(EarlyContent.None)).ErrorId);
    }

    /// <summary>vfio_virqfd went into vfio with Linux 6.2: images that name it fail, or warn at every rebuild.</summary>
    [Theory]
    [InlineData("initramfs-tools")]
    [InlineData("dracut")]
    [InlineData("mkinitcpio")]
    [InlineData("booster")]
    public void Only_the_modules_asked_for_are_named(string generator)
    {
        using EditedHost host = new(generator);
        host.Write("usr/lib/booster/regenerate_images", []);

        string texts = string.Concat(host.Plan(EditedHost.Wanted).Files.Select(file => Encoding.UTF8.GetString(file.New!)));

        Assert.Contains("vfio_iommu_type1", texts, StringComparison.Ordinal);
        Assert.DoesNotContain("virqfd", texts, StringComparison.Ordinal);
    }

    /// <summary>What the change flow refuses to write is of no use in a plan.</summary>
    [Theory]
    [InlineData("initramfs-tools")]
    [InlineData("dracut")]
    [InlineData("mkinitcpio")]
    [InlineData("booster")]
    public void The_files_are_of_kinds_that_are_written(string generator)
    {
        using EditedHost host = new(generator);
        host.Write("usr/lib/booster/regenerate_images", []);

        Assert.All(host.Plan(EditedHost.Wanted).Files, file => Assert.True(GpuPassthrough.Host.WritablePaths.Allows(file.Path)));
    }

    [Theory]
    [InlineData("HOOKS=(base udev block)", 1)]
    [InlineData("HOOKS=(base udev modconf)", 0)]
    [InlineData("HOOKS=(base $x)", 0)]
    public void Modprobe_files_that_stay_out_of_the_image_are_told(string hooks, int notes)
    {
        using EditedHost host = Mkinitcpio($"MODULES=()\n{hooks}\n", "_d_config");

        Assert.Equal(notes, host.Plan(EditedHost.Wanted).Notes.Count);
    }

    [Fact]
    public void A_preset_with_a_configuration_of_its_own_is_refused()
    {
        using EditedHost host = Mkinitcpio("MODULES=()\n", "_d_config");
        host.Write("etc/mkinitcpio.d/linux.preset", "PRESETS=('default' 'small')\nsmall_config='/etc/mkinitcpio-small.conf'\n"u8.ToArray());

        BootConfigurationException error = Assert.Throws<BootConfigurationException>(() => host.Plan(EditedHost.Wanted));

        Assert.Equal(("InitramfsPresetForeign", $"{host.Root}/etc/mkinitcpio.d/linux.preset"), (error.ErrorId, error.Subject));
    }

    private static EditedHost Mkinitcpio(string main, string program) =>
        new EditedHost("mkinitcpio").Write("usr/bin/mkinitcpio", Encoding.UTF8.GetBytes("#!/bin/bash\n" + program)).Write("etc/mkinitcpio.conf", Encoding.UTF8.GetBytes(main));

    private static string[] Bash(EditedHost host, string name)
    {
        string script = $"cat {host.Root}/etc/mkinitcpio.conf {host.Root}/etc/mkinitcpio.conf.d/*.conf > {host.Root}/joined 2>/dev/null; . {host.Root}/joined; printf '%s\\n' \"${{{name}[@]}}\"";
        return Lines(Tool.Run("bash", "-c", script));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Yaml(int value, int[] others, bool ends)
    {
        string[] values = ["", "modules_force_load: nvme", "modules_force_load: \"nvme, ext4\"  # x", "modules_force_load: ''", "modules_force_load: vfio,nvidia", "modules_force_load:    vfio-x"];
        string[] lines = [.. others.Distinct().Select(other => other switch { 0 => "# modules_force_load: no", 1 => "", _ => $"key{other}: value # {other}" }), values[value]];
        return string.Join('\n', lines) + (ends ? "\n" : string.Empty);
    }

    private static Dictionary<string, object?> Parse(EditedHost host) =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<string, object?>>(Encoding.UTF8.GetString(host.Read("etc/booster.yaml")!)) ?? [];
}
