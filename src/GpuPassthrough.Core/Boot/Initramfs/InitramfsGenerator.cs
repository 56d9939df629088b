using GpuPassthrough.Boot.Initramfs.Images;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

/// <summary>The program that makes a host's initramfs, and how modules and files come into it.</summary>
internal abstract class InitramfsGenerator(HostRoot host, IReadOnlyList<string> evidence)
{
    private readonly Dictionary<string, ImageReport> _images = new(StringComparer.Ordinal);

    /// <summary>As its distribution names it: initramfs-tools, dracut, mkinitcpio, booster, rpm-ostree, NixOS; none.</summary>
    internal abstract string Name { get; }

    /// <summary>What speaks for it, a sentence each.</summary>
    internal IReadOnlyList<string> Evidence => evidence;

    /// <summary>False where the module edits nothing and says what to do instead: a plan then has only notes.</summary>
    internal virtual bool IsManaged => true;

    /// <summary>The files that configure it, below the root, those that are there.</summary>
    internal abstract IReadOnlyList<string> Files { get; }

    /// <summary>True when what loads modules in the image heeds softdep lines of modprobe.d; booster does not.</summary>
    internal virtual bool HeedsSoftdep => true;

    /// <summary>True when it heeds install lines of modprobe.d.</summary>
    internal virtual bool HeedsInstall => true;

    /// <summary>Told how far the reading of an image is.</summary>
    internal Action<WorkProgress>? Watch { get; set; }

    protected HostRoot Host => host;

    /// <summary>
    /// Works out the change after which the images hold what is wanted, or with <see cref="EarlyContent.None"/> nothing of ours any
    /// more: configuration, and the commands that rebuild all kernels' images. An empty part where the configuration is so already:
    /// who changes a file that goes into the image, or finds the image out of date, adds <see cref="Refresh"/>.
    /// </summary>
    /// <exception cref="BootConfigurationException">The configuration cannot be edited without loss.</exception>
    internal abstract BootPart Plan(EarlyContent wanted);

    /// <summary>The commands that rebuild all kernels' images, and the room they need: for changes elsewhere that go into the image.</summary>
    internal abstract BootPart Refresh();

    /// <summary>Whether the image of a kernel holds a file, by its path below the image's root, and whether it is the host's file as it is now.</summary>
    internal ImageContent ImageHolds(string release, string path) => Image(release).Find(path);

    /// <summary>The image of a kernel: where it is, how old, what it holds. Read once: after a rebuild take a new generator.</summary>
    internal ImageReport Image(string release)
    {
        if (!_images.TryGetValue(release, out ImageReport? report)) _images[release] = report = ImageReport.Read(host, ImagePaths(release), watch: Watch);
        return report;
    }

    /// <summary>Where the image of a kernel can be, the likeliest first, below the root.</summary>
    protected abstract IReadOnlyList<string> ImagePaths(string release);

    /// <summary>Those of some files and directories that are there; of a directory its files of a kind.</summary>
    protected IReadOnlyList<string> Present(string file, string? folder = null, string ending = ".conf")
    {
        List<string> found = host.Identify(file) is null ? [] : [file];
        if (folder is not null) found.AddRange(host.List(folder).Where(entry => entry.Name.EndsWith(ending, StringComparison.Ordinal)).Select(entry => $"{folder}/{entry.Name}"));
        return found;
    }
}
