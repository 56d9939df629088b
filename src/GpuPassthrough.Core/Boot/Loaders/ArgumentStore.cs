using GpuPassthrough.Boot.CommandLine;

namespace GpuPassthrough.Boot.Loaders;

/// <summary>Where a boot loader's kernel arguments are configured: what they are, and how they are changed.</summary>
internal abstract class ArgumentStore
{
    /// <summary>False where the configuration is in a form that the module does not read; then <see cref="Read"/> has nothing to tell.</summary>
    internal virtual bool CanRead => true;

    /// <summary>The arguments that the next start from the default entry will have, in the kernel's order, as far as they are configured.</summary>
    /// <exception cref="BootConfigurationException">They cannot be read for certain.</exception>
    internal abstract IReadOnlyList<ConfiguredArgument> Read();

    /// <summary>Works out the change; an empty part when all is so already. Touches nothing.</summary>
    /// <exception cref="BootConfigurationException">It cannot be edited without loss: the error says where, and what to do by hand.</exception>
    internal abstract BootPart Plan(IReadOnlyList<ArgumentEdit> edits);
}

/// <summary>A configured kernel argument.</summary>
/// <param name="Token">The argument.</param>
/// <param name="Source">The file it stands in as the host names it, with the line (<c>/etc/default/grub:7</c>), or the program that keeps it.</param>
internal sealed record ConfiguredArgument(KernelToken Token, string Source);
