using GpuPassthrough.Boot.Loaders.Stores;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>The firmware of a Raspberry Pi, which takes the kernel arguments from a file.</summary>
internal sealed class RaspberryPiLoader : LoaderKind
{
    private const string Board = "Raspberry Pi";

    internal override string Name => "RaspberryPi";

    internal override LoaderFamilies Families(BootFacts facts) => LoaderFamilies.Other | LoaderFamilies.Firmware;

    internal override bool IsCertain => true;

    internal override IReadOnlyList<string> Find(BootFacts facts) =>
        facts.Host.ReadText(HostPaths.DeviceModel)?.Contains(Board, StringComparison.Ordinal) == true && Files(facts) is { Count: > 0 } files
            ? [.. ThereAre(facts, files), Says(facts, HostPaths.DeviceModel, Board)]
            : [];

    internal override bool IsEdited(BootFacts facts) => false;

    internal override IReadOnlyList<string> Files(BootFacts facts) => [.. Present(facts, HostPaths.RaspberryPiCommandLines).Take(1)];

    internal override ArgumentStore Store(BootFacts facts)
    {
        string file = Files(facts) is [string found, ..] ? found : HostPaths.RaspberryPiCommandLines[0];
        return new InstructionStore(facts, new LoaderInstruction("BootInstructRaspberryPi", facts.Host.Describe(file)), facts => EntryArguments.OfFile(facts, file));
    }
}
