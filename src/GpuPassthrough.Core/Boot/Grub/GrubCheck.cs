using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Grub;

/// <summary>Reads planned texts back: what was not to be touched must be what it was.</summary>
internal static class GrubCheck
{
    /// <exception cref="BootConfigurationException">The plan would do something else than it was made for.</exception>
    internal static void OthersStay(GrubDefaults before, GrubDefaults after, ArgumentEdit wish)
    {
        bool isSame = GrubLine.Names.All(name => Others(before, name, wish.Name).SequenceEqual(Others(after, name, wish.Name)));
        if (!isSame) throw new BootConfigurationException("GrubPlanNotAsWanted", $"/{HostPaths.GrubDefaults}", wish.Name);
    }

    /// <exception cref="BootConfigurationException">A double quote is left open, so that arguments cannot be told apart.</exception>
    internal static void Closed(GrubDefaults defaults)
    {
        GrubLine? open = GrubLine.Names.Select(name => GrubLine.Of(defaults, name)).FirstOrDefault(line => !line.Line.IsClosed);
        if (open is not null) throw new BootConfigurationException("GrubQuoteOpen", open.PlaceAt(open.Value.Text.LastIndexOf('"')), open.Name);
    }

    // With what follows --, which goes to init.
    private static IEnumerable<string> Others(GrubDefaults defaults, string name, string argument)
    {
        GrubLine line = GrubLine.Of(defaults, name);
        string rest = line.Line.End < 0 ? string.Empty : line.Value.Text[line.Line.End..];
        return line.Tokens.Where(token => !token.Is(argument)).Select(token => token.Text).Append(rest);
    }
}
