namespace GpuPassthrough.Pci;

/// <summary>Which chips deliver interrupts, from <c>/proc/interrupts</c>.</summary>
internal static class InterruptChips
{
    /// <summary>The name of each line and its chip: of <c> 24:  0  0  IR-PCI-MSI-0000:00:1f.2  0-edge  ahci</c> that is <c>24:</c> and <c>IR-PCI-MSI-0000:00:1f.2</c>.</summary>
    internal static IEnumerable<(string Line, string Chip)> Read(string text) =>
        from line in text.Split('\n')
        where line.Contains(':', StringComparison.Ordinal)
        let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let chip = words.Skip(1).FirstOrDefault(word => !word.All(char.IsAsciiDigit))
        where chip is not null
        select (words[0], chip);
}
