using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Boot.Loaders;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Grub;

internal sealed class GrubArgumentStore(HostRoot host, IReadOnlyList<PlannedCommand> refresh, IReadOnlyList<PlannedSpace> space) : ArgumentStore
{
    internal override IReadOnlyList<ConfiguredArgument> Read() => [];

    internal override BootPart Plan(IReadOnlyList<ArgumentEdit> edits) => throw new NotSupportedException($"{host.Path} {refresh.Count} {space.Count}");
}
