using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>A stub of ours as it is written down on the host: a comment line among what it brings about.</summary>
/// <param name="Address">The function.</param>
/// <param name="Id">The hardware ID it had when it was stubbed.</param>
/// <param name="Strategy">How it is stubbed.</param>
/// <param name="VfioId">Its element of vfio_pci.ids; null by address.</param>
/// <param name="Modules">The modules that offer themselves for it, with underscores.</param>
internal sealed record StubRecord(PciAddress Address, HardwareId Id, VfioStubStrategy Strategy, string? VfioId, IReadOnlyList<string> Modules)
{
    private const string Prefix = "# stub ";
    private const string AddressWord = "address";
    private const string IdWord = "id=";
    private const string ModulesWord = "modules=";

    public override string ToString() =>
        $"{Prefix}{Address} {Id} {(VfioId is null ? AddressWord : IdWord + VfioId)} {ModulesWord}{string.Join(',', Modules)}";

    /// <summary>Reads such a line; null when it is another.</summary>
    internal static StubRecord? Parse(string line)
    {
        if (!line.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        string[] words = line[Prefix.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 4 || !PciAddress.TryParse(words[0], out PciAddress address) || !HardwareId.TryParse(words[1], out HardwareId id)) return null;
        if (!words[3].StartsWith(ModulesWord, StringComparison.Ordinal)) return null;
        string[] modules = words[3][ModulesWord.Length..].Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (words[2] == AddressWord) return new StubRecord(address, id, VfioStubStrategy.Address, null, modules);
        if (!words[2].StartsWith(IdWord, StringComparison.Ordinal) || VfioIdPattern.Parse(words[2][IdWord.Length..]) is not VfioIdPattern pattern) return null;
        return new StubRecord(address, id, pattern.HasSubsystem ? VfioStubStrategy.SubsystemId : VfioStubStrategy.Id, words[2][IdWord.Length..], modules);
    }
}
