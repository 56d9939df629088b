namespace GpuPassthrough.Benchmarks.Roms;

/// <summary>Real option ROMs, as Debian's packages seabios and ipxe-qemu install them.</summary>
internal static class RomSeeds
{
    private static readonly (string Folder, string Pattern)[] Places = [("/usr/share/seabios", "vgabios*.bin"), ("/usr/lib/ipxe/qemu", "*.rom")];

    internal static byte[][] Read()
    {
        byte[][] roms = [.. Places.Where(place => Directory.Exists(place.Folder))
            .SelectMany(place => Directory.GetFiles(place.Folder, place.Pattern).Order(StringComparer.Ordinal))
            .Select(File.ReadAllBytes)];
        return roms.Length > 0 ? roms : throw new BenchmarkException("No option ROMs here: install seabios and ipxe-qemu.");
    }
}
