namespace GpuPassthrough.Boot.CommandLine;

/// <summary>
/// What several occurrences of an argument mean, which decides how values are added. For most names one cannot tell from
/// outside: the last occurrence may count alone, or each may add to those before it. Adding to the last one is right in
/// both cases, and the others stay. Only for the names here more is known.
/// </summary>
internal static class ArgumentNames
{
    // Strings of module parameters: the last one counts alone, and each is a list.
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal) { "vfio_pci.ids", "pci_stub.ids" };

    // Each occurrence is a value of its own, commas included (Documentation/admin-guide/kernel-parameters.txt, dracut.cmdline(7)).
    private static readonly HashSet<string> Repeated = new(StringComparer.Ordinal)
    {
        "acpi_osi", "console", "crashkernel", "earlycon", "earlyprintk", "hugepages", "hugepagesz", "ifname", "initrd", "ip", "kgdboc",
        "memmap", "netconsole", "video", "vlan",
    };

    // dracut and systemd read every occurrence of theirs.
    private static readonly string[] RepeatedPrefixes = ["rd.", "systemd."];

    /// <summary>Hardware IDs, letters of any case: all lists belong in the last occurrence, or the earlier ones are lost.</summary>
    internal static bool IsIdList(string name) => Lists.Contains(Normal(name));

    /// <summary>A value that is added is a further occurrence, and one that is taken out is a whole one.</summary>
    internal static bool IsRepeated(string name) =>
        Repeated.Contains(Normal(name)) || RepeatedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static string Normal(string name) => name.Replace('-', '_');
}
