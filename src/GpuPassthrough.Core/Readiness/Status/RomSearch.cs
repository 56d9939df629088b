using GpuPassthrough.Firmware;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Status;

/// <summary>The file with the ROM of a card, where ROMs are kept.</summary>
/// <param name="Rom">The newest that the card can use; null when there is none.</param>
/// <param name="Problem">Why the file that was named is of no use; null where none was, or it is of use.</param>
internal sealed record RomSearch(GpuRom? Rom, string? Problem)
{
    /// <param name="host">The host.</param>
    /// <param name="card">The display function.</param>
    /// <param name="destination">A directory or file, an absolute path on this machine; null for the host's own place for ROMs.</param>
    internal static RomSearch Of(HostRoot host, PciDevice card, string? destination)
    {
        string? place = destination ?? Default(host);
        if (place is null) return new RomSearch(null, null);
        if (RomFile.On(host, place, (on, below) => on.Identify(below)) is not FileIdentity found) return new RomSearch(null, null);
        if (!found.IsDirectory) return Named(host, card, place);
        IEnumerable<string> names = RomFile.On(host, place, (on, below) => on.List(below)).Select(entry => entry.Name).Where(name => RomPlace.IsNameOf(card, name)).OrderDescending(StringComparer.Ordinal);
        return new RomSearch(names.Select(name => Try(host, card, $"{place.TrimEnd('/')}/{name}", out _)).FirstOrDefault(rom => rom is not null), null);
    }

    /// <summary>Why a ROM is of no use to the card; null when it is of use.</summary>
    internal static string? Refuse(GpuRom rom, PciDevice card) => RomValidation.Refuse(rom.Content, card) ?? RomValidation.Compare(rom.Content, card).FirstOrDefault()?.Message;

    private static RomSearch Named(HostRoot host, PciDevice card, string path)
    {
        GpuRom? rom = Try(host, card, path, out string? problem);
        return new RomSearch(rom, problem);
    }

    private static string? Default(HostRoot host)
    {
        try
        {
            return host.Describe(RomPlace.Default(host));
        }
        catch (RomDestinationException)
        {
            return null;
        }
    }

    private static GpuRom? Try(HostRoot host, PciDevice card, string path, out string? problem)
    {
        try
        {
            GpuRom rom = RomFile.Read(host, path);
            problem = Refuse(rom, card);
            if (problem is not null) problem = $"{path}: {problem}";
            return problem is null ? rom : null;
        }
        catch (GpuRomException exception)
        {
            problem = StepJudgement.Explain(exception);
            return null;
        }
    }
}
