namespace GpuPassthrough.Boot.Initramfs;

/// <summary>The program that makes a host's initramfs, and how modules and files come into it.</summary>
internal abstract class InitramfsGenerator
{
    /// <summary>As its distribution names it: initramfs-tools, dracut, mkinitcpio, booster; none.</summary>
    internal abstract string Name { get; }

    /// <summary>What speaks for it, a sentence each.</summary>
    internal abstract IReadOnlyList<string> Evidence { get; }

    /// <summary>The files that configure it, below the root, those that are there.</summary>
    internal abstract IReadOnlyList<string> Files { get; }

    /// <summary>True when what loads modules in the image heeds softdep lines of modprobe.d; booster does not.</summary>
    internal abstract bool HeedsSoftdep { get; }

    /// <summary>True when it heeds install lines of modprobe.d.</summary>
    internal abstract bool HeedsInstall { get; }

    /// <summary>
    /// Works out the change after which the images hold what is wanted, or with <see cref="EarlyContent.None"/> nothing of ours any
    /// more: configuration, and the commands that rebuild all kernels' images. An empty part where the configuration is so already.
    /// </summary>
    internal abstract BootPart Plan(EarlyContent wanted);

    /// <summary>The commands that rebuild all kernels' images, and the room they need: for changes elsewhere that go into the image.</summary>
    internal abstract BootPart Refresh();

    /// <summary>Whether the image of a kernel holds a file, by its path below the image's root; null when that cannot be told (unreadable, or a compression not known here).</summary>
    internal abstract bool? ImageHolds(string release, string path);
}

/// <summary>What is to be in the initramfs.</summary>
/// <param name="Modules">Modules to put in and to load before device drivers, with underscores: vfio_pci and what it needs that exists.</param>
/// <param name="Files">Configuration files that must be in the image, below the root: of modprobe.d.</param>
internal sealed record EarlyContent(IReadOnlyList<string> Modules, IReadOnlyList<string> Files)
{
    internal static EarlyContent None { get; } = new([], []);
}
