using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Boot.Initramfs;
using GpuPassthrough.Boot.Loaders;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>All that stubs are worked out from, read from a host at one time.</summary>
internal sealed class StubHost
{
    internal const string IdsArgument = "vfio_pci.ids";

    private const string Module = "vfio_pci";

    internal required HostRoot Host { get; init; }

    internal required PciInventory Inventory { get; init; }

    internal required IReadOnlyList<IommuGroup> Groups { get; init; }

    /// <summary>How the host boots.</summary>
    /// <exception cref="BootConfigurationException">That cannot be told.</exception>
    internal BootConfiguration Boot => KnownBoot ?? throw BootProblem!;

    /// <summary>The same for who only reads; null where it cannot be told.</summary>
    internal required BootConfiguration? KnownBoot { get; init; }

    /// <summary>Why it cannot be told; null where it can.</summary>
    internal required BootConfigurationException? BootProblem { get; init; }

    /// <summary>What makes the initramfs, for who only reads; null where that cannot be told.</summary>
    internal InitramfsGenerator? KnownInitramfs => KnownBoot is { InitramfsProblem: null } ? KnownBoot.Initramfs : null;

    internal required IReadOnlyList<InstalledKernel> Kernels { get; init; }

    internal required IReadOnlyList<ModprobeLine> Modprobe { get; init; }

    /// <summary>The content of 01-vfio-pci.conf; null when it is not there.</summary>
    internal required byte[]? Content { get; init; }

    internal required StubFile File { get; init; }

    /// <summary>The configured arguments named vfio_pci.ids, in the kernel's order.</summary>
    internal required IReadOnlyList<ConfiguredArgument> IdArguments { get; init; }

    /// <summary>True where some kernel of the host has vfio-pci built in.</summary>
    internal bool HasBuiltInDriver => Kernels.Any(kernel => kernel.HasBuiltIn(Module));

    /// <summary>True where some kernel has vfio-pci as a module, which must be in its initramfs then.</summary>
    internal bool HasDriverModule => Kernels.Any(kernel => kernel.HasModule(Module) && !kernel.HasBuiltIn(Module));

    /// <summary>The ids in the <c>options vfio-pci ids=</c> of modprobe.d that counts, the last; none when there is none.</summary>
    internal IEnumerable<string> OptionIds => ValueList.Split(OptionLines.LastOrDefault().Value);

    internal IEnumerable<(ModprobeLine Line, string Value)> OptionLines =>
        from line in Modprobe
        where line.Words is ["options", "vfio-pci" or "vfio_pci", ..]
        from option in line.Words.Skip(2)
        where option.StartsWith("ids=", StringComparison.Ordinal)
        select (line, option["ids=".Length..].Trim('"'));

    /// <param name="host">The host.</param>
    /// <param name="bootLoader">The boot loader by name; null to find out.</param>
    /// <param name="known">All functions of the host where they were read already.</param>
    /// <param name="watch">Told how far the reading of an initramfs image is, whenever one is read.</param>
    internal static StubHost Read(HostRoot host, string? bootLoader, PciInventory? known = null, Action<WorkProgress>? watch = null)
    {
        PciInventory inventory = known ?? PciInventory.Read(host);
        byte[]? content = PlannedFile.Read(host, HostPaths.StubConfiguration, old => old).Old;
        (BootConfiguration? boot, IReadOnlyList<ConfiguredArgument> arguments, BootConfigurationException? problem) = ReadBoot(host, bootLoader);
        if (boot is { InitramfsProblem: null }) boot.Initramfs.Watch = watch;
        return new StubHost
        {
            Host = host,
            Inventory = inventory,
            Groups = IommuGroupReader.Read(host, inventory),
            KnownBoot = boot,
            BootProblem = problem,
            Kernels = InstalledKernel.Read(host),
            Modprobe = [.. ModprobeConfiguration.Read(host)],
            Content = content,
            File = StubFile.Parse(content, host.Describe(HostPaths.StubConfiguration)),
            IdArguments = [.. arguments.Where(argument => argument.Token.Is(IdsArgument))],
        };
    }

    private static (BootConfiguration? Boot, IReadOnlyList<ConfiguredArgument> Arguments, BootConfigurationException? Problem) ReadBoot(HostRoot host, string? bootLoader)
    {
        try
        {
            BootConfiguration boot = BootConfiguration.Read(host, bootLoader);
            return (boot, boot.Arguments.Read(), null);
        }
        catch (BootConfigurationException exception)
        {
            return (null, [], exception);
        }
    }

    /// <summary>The modules that offer themselves for a function in any kernel of the host, but for vfio's own.</summary>
    internal string[] ModulesOf(PciDevice device)
    {
        IEnumerable<string> names = Kernels.Count == 0 ? device.KernelModules : Kernels.SelectMany(kernel => kernel.Index.Find(device.Facts));
        return [.. names.Distinct(StringComparer.Ordinal).Where(name => !name.StartsWith("vfio", StringComparison.Ordinal))];
    }

    /// <summary>The module that takes a function before any module can be loaded, because it is built in; null when there is none.</summary>
    internal string? BuiltInDriverOf(StubRecord stub) => stub.Modules.FirstOrDefault(module => Kernels.Any(kernel => kernel.HasBuiltIn(module)));

    /// <summary>What must be in the initramfs for these stubs: vfio-pci where it is a module, and the lines that go before the drivers.</summary>
    internal EarlyContent Early(IReadOnlyList<StubRecord> stubs)
    {
        if (!IsInImage(stubs)) return EarlyContent.None;
        IEnumerable<string> modules = HasDriverModule ? [Module, "vfio", "vfio_iommu_type1"] : [];
        return new EarlyContent([.. modules.Where(module => Kernels.Any(kernel => kernel.HasModule(module)))], [HostPaths.StubConfiguration]);
    }

    /// <summary>Where vfio-pci is built in, stubs by ID need nothing but the kernel argument.</summary>
    internal bool IsInImage(IReadOnlyList<StubRecord> stubs) =>
        stubs.Count > 0 && (HasDriverModule || stubs.Any(stub => stub.Strategy == VfioStubStrategy.Address));
}
