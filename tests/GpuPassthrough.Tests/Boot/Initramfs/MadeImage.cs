using GpuPassthrough.Boot.Initramfs.Images;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;

namespace GpuPassthrough.Tests.Boot.Initramfs;

/// <summary>A host with an image made by cpio and the packers of the system.</summary>
internal sealed class MadeImage : IDisposable
{
    internal const string File = "etc/modprobe.d/01-vfio-pci.conf";
    internal const string Text = "softdep nouveau pre: vfio-pci\n";
    internal const string Path = "boot/initrd.img-6.1";

    private readonly TemporaryHost _host = new();

    internal MadeImage()
    {
        _host.File(File, Text);
        _host.File("early/kernel/x86/microcode/GenuineIntel.bin", new string('m', 5000));
        _host.File("main/" + File, Text).File("main/scripts/functions", "echo\n").Folder("main/dev");
        _host.File("main/usr/lib/modules/6.1/kernel/drivers/vfio/pci/vfio-pci.ko.xz", "module");
        _host.Link("main/lib", "usr/lib");
    }

    internal string Root => _host.Root;

    public void Dispose() => _host.Dispose();

    internal MadeImage Add(string path, string text)
    {
        _host.File(path, text);
        return this;
    }

    /// <summary>Runs a shell in the host's root: <c>arc DIR</c> prints the archive of a folder; standard output is the image.</summary>
    internal MadeImage Make(string script, params string[] programs)
    {
        foreach (string program in (string[])["cpio", .. programs]) Tool.Run(program, "--version");
        string arc = "arc() { ( cd \"$1\" && find . -mindepth 1 | LC_ALL=C sort | cpio -o -H newc --quiet ); }; ";
        Directory.CreateDirectory(_host.PathOf("boot"));
        Tool.Run("bash", out int exitCode, "-c", $"set -e; cd {Root}; {arc} ( {script} ) > {Path}");
        return exitCode == 0 ? this : throw new InvalidOperationException(script);
    }

    internal MadeImage Write(byte[] bytes)
    {
        Directory.CreateDirectory(_host.PathOf("boot"));
        System.IO.File.WriteAllBytes(_host.PathOf(Path), bytes);
        return this;
    }

    internal byte[] Bytes() => System.IO.File.ReadAllBytes(_host.PathOf(Path));

    internal ImageContent Find(string path = File, ImageLimits? limits = null, bool withPrograms = false)
    {
        using HostRoot host = HostRoot.Open(Root);
        return Report(host, limits, withPrograms).Find(path);
    }

    internal ImageContent FindModule(string name)
    {
        using HostRoot host = HostRoot.Open(Root);
        return Report(host, null, false).FindModule(name);
    }

    // The tests' host is not the running one; a runner stands in for what makes it so.
    private static ImageReport Report(HostRoot host, ImageLimits? limits, bool withPrograms) =>
        ImageReport.Read(host, [Path], limits, withPrograms ? new CommandRunner() : null);
}
