using GpuPassthrough.Boot;
using GpuPassthrough.Boot.Initramfs;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;

namespace GpuPassthrough.Tests.Boot.Initramfs;

/// <summary>A host whose generator is known, and on which its plans are carried out, but for the commands.</summary>
internal sealed class EditedHost(string generator) : IDisposable
{
    internal static readonly EarlyContent Wanted = new(["vfio_pci", "vfio", "vfio_iommu_type1"], ["etc/modprobe.d/01-vfio-pci.conf"]);

    private readonly TemporaryHost _host = new();

    internal string Root => _host.Root;

    public void Dispose() => _host.Dispose();

    internal static EditedHost Copy(string folder, string generator)
    {
        EditedHost copy = new(generator);
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)) copy.Write(Path.GetRelativePath(folder, path), File.ReadAllBytes(path));
        return copy;
    }

    internal EditedHost Write(string path, byte[] bytes)
    {
        string full = _host.PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
        return this;
    }

    internal byte[]? Read(string path) => File.Exists(_host.PathOf(path)) ? File.ReadAllBytes(_host.PathOf(path)) : null;

    internal BootPart Plan(EarlyContent wanted)
    {
        using HostRoot host = HostRoot.Open(Root);
        return Generator(host).Plan(wanted);
    }

    internal void Apply(EarlyContent wanted)
    {
        foreach (PlannedFile file in Plan(wanted).Files)
        {
            if (file.New is null) File.Delete(_host.PathOf(file.Path));
            else Write(file.Path, file.New);
        }
    }

    internal void Save(string folder)
    {
        Directory.Delete(folder, recursive: true);
        foreach (string path in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(folder, Path.GetRelativePath(Root, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }

    // The booster of Arch: what makes its images is there.
    private InitramfsGenerator Generator(HostRoot host) => generator switch
    {
        "initramfs-tools" => new InitramfsTools(host, []),
        "dracut" => new Dracut(host, []),
        "mkinitcpio" => new Mkinitcpio(host, []),
        "booster" => new Booster(host, []),
        _ => throw new ArgumentOutOfRangeException(generator),
    };
}
