using System.Globalization;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Boot.Initramfs.Images;
using GpuPassthrough.Boot.Loaders;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>Finds out why a stub that is configured is not in force.</summary>
internal sealed class StubDoubt(StubHost scene)
{
    private const string StartTime = "btime ";

    private readonly KernelCommandLine _running = KernelCommandLine.Parse(scene.Host.ReadText(HostPaths.KernelCommandLine) ?? string.Empty);

    /// <summary>What of a stub is not configured any more; null when all is.</summary>
    internal string? NotConfigured(StubRecord stub)
    {
        if (stub.VfioId is null || scene.KnownBoot?.Arguments.CanRead != true) return null;
        ConfiguredArgument? last = scene.IdArguments is [.., ConfiguredArgument found] ? found : null;
        if (Has(last?.Token, stub.VfioId)) return null;
        ConfiguredArgument? hidden = scene.IdArguments.FirstOrDefault(argument => Has(argument.Token, stub.VfioId));
        return hidden is null
            ? Messages.Format("StubArgumentGone", StubHost.IdsArgument, stub.VfioId)
            : Messages.Format("StubArgumentHidden", StubHost.IdsArgument, hidden.Source, last!.Source);
    }

    /// <summary>Whether the host was not started since the stub was made; where the times are not known, whether the running kernel lacks its argument.</summary>
    internal bool IsPending(StubRecord stub)
    {
        if (Started() is long started && scene.Host.Identify(HostPaths.StubConfiguration) is FileIdentity file) return file.ModifiedSeconds >= started;
        return stub.VfioId is null || !Has(_running.Find(StubHost.IdsArgument), stub.VfioId);
    }

    /// <summary>Why the function is not on vfio-pci although the host was started since.</summary>
    internal string Explain(StubRecord stub, PciDevice device)
    {
        if (stub.VfioId is string id && !Has(_running.Find(StubHost.IdsArgument), id)) return Messages.Format("StubNotOnCommandLine", StubHost.IdsArgument, id);
        if (stub.VfioId is null && _running.Find(StubText.Escape) is not null) return Messages.Format("StubSwitchedOff", StubText.Escape);
        if (Kernel() is InstalledKernel kernel && !kernel.HasBuiltIn("vfio_pci") && !kernel.HasModule("vfio_pci")) return Messages.Format("StubKernelLacksDriver", kernel.Release);
        if (scene.BuiltInDriverOf(stub) is string module) return Messages.Format("StubBuiltInTook", module);
        if (Stale() is string stale) return stale;
        return device.Driver is null ? Messages.Format("StubNoDriverTook") : Messages.Format("StubDriverTook", device.Driver);
    }

    /// <summary>Why a stub of somebody else is not in force.</summary>
    internal static string Foreign(PciDevice device) =>
        device.Driver is null ? Messages.Format("StubNoDriverTook") : Messages.Format("StubForeignNotActive", device.Driver);

    /// <summary>What the running kernel's image holds of ours, in a line; null when it cannot be told or is not needed.</summary>
    internal string? Image()
    {
        string? message = Content() switch
        {
            { State: ImageState.Holds, IsCurrent: false } => "StubImageOld",
            { State: ImageState.Holds } => "StubImageHolds",
            { State: ImageState.Lacks } => "StubImageLacks",
            _ => null,
        };
        return message is null ? null : Messages.Format(message, scene.Host.Describe(Content()!.Image!));
    }

    /// <summary>Whether the running kernel's image was made since that kernel was started from it.</summary>
    internal bool IsImageNewer => Content()?.Modified is DateTimeOffset made && Started() is long started && made.ToUnixTimeSeconds() >= started;

    /// <summary>What of the configuration as it is now the running kernel's image lacks; null when nothing is known to be missing.</summary>
    // Where the image cannot be read its age tells: it must be younger than what is to be in it.
    internal string? Stale()
    {
        if (Content() is not ImageContent content) return null;
        string generator = scene.KnownInitramfs!.Name;
        if (content.State == ImageState.Lacks || content.IsCurrent == false) return Messages.Format("StubImageStale", scene.Host.Describe(content.Image!), generator);
        bool isOlder = content.State == ImageState.Unknown
            && content.Modified is DateTimeOffset made
            && scene.Host.Identify(HostPaths.StubConfiguration) is FileIdentity file
            && made.ToUnixTimeSeconds() < file.ModifiedSeconds;
        return isOlder ? Messages.Format("StubImageOlder", scene.Host.Describe(content.Image!), generator) : null;
    }

    /// <summary>What the running kernel's image holds of ours; null where nothing of ours has to be in it, or nobody knows what makes it.</summary>
    private ImageContent? Content() =>
        scene.HasDriverModule && Kernel() is InstalledKernel kernel ? scene.KnownInitramfs?.ImageHolds(kernel.Release, HostPaths.StubConfiguration) : null;

    private InstalledKernel? Kernel()
    {
        string? release = scene.Host.ReadText(HostPaths.KernelRelease);
        return scene.Kernels.FirstOrDefault(kernel => kernel.Release == release);
    }

    private long? Started()
    {
        string? line = scene.Host.ReadText(HostPaths.KernelStatistics)?.Split('\n').FirstOrDefault(line => line.StartsWith(StartTime, StringComparison.Ordinal));
        return long.TryParse(line?[StartTime.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) ? seconds : null;
    }

    private static bool Has(KernelToken? token, string id) => ValueList.Split(token?.Value).Contains(id, StringComparer.OrdinalIgnoreCase);
}
