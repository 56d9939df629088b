using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Boot.Initramfs.Images;
using GpuPassthrough.Boot.Loaders;
using GpuPassthrough.Host;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>Reads back whether a change of stubs took: what is configured, and what the rebuilt images hold.</summary>
/// <param name="scene">The host as it is after the change.</param>
internal sealed class StubVerifier(StubHost scene)
{
    /// <param name="stubs">The stubs there should be.</param>
    /// <param name="haveCommandsRun">False where commands were left to the user: what they would have done is not looked for.</param>
    /// <param name="keepsArguments">True where a command keeps the kernel arguments.</param>
    /// <exception cref="VfioStubException">Something is not as it should be.</exception>
    internal void Check(IReadOnlyList<StubRecord> stubs, bool haveCommandsRun, bool keepsArguments)
    {
        string file = scene.Host.Describe(HostPaths.StubConfiguration);
        if (!stubs.Select(stub => stub.ToString()).Order(StringComparer.Ordinal).SequenceEqual(scene.File.Stubs.Select(stub => stub.ToString()).Order(StringComparer.Ordinal))) throw VfioStubException.NotTaken(file, Messages.Format("StubVerifyRecords"));
        if ((haveCommandsRun || !keepsArguments) && scene.Boot.Arguments.CanRead) CheckArguments(stubs);
        if (haveCommandsRun && scene.IsInImage(stubs)) CheckImages();
    }

    private void CheckArguments(IReadOnlyList<StubRecord> stubs)
    {
        HashSet<string> configured = new(ValueList.Split(scene.IdArguments is [.., ConfiguredArgument last] ? last.Token.Value : null), StringComparer.OrdinalIgnoreCase);
        string? missing = stubs.Select(stub => stub.VfioId).OfType<string>().FirstOrDefault(id => !configured.Contains(id));
        if (missing is not null) throw VfioStubException.NotTaken(StubHost.IdsArgument, Messages.Format("StubVerifyArgument", missing));
    }

    private void CheckImages()
    {
        foreach (InstalledKernel kernel in scene.Kernels)
        {
            ImageContent content = scene.Boot.Initramfs.ImageHolds(kernel.Release, HostPaths.StubConfiguration);
            bool isGood = content.State == ImageState.Unknown || (content.State == ImageState.Holds && content.IsCurrent != false);
            if (!isGood) throw VfioStubException.NotTaken(scene.Host.Describe(content.Image!), Messages.Format("StubVerifyImage", HostPaths.Absolute(HostPaths.StubConfiguration), scene.Boot.Initramfs.Name));
        }
    }
}
