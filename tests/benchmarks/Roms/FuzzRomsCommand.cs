using System.Diagnostics;
using System.Globalization;
using GpuPassthrough.Firmware;

namespace GpuPassthrough.Benchmarks.Roms;

/// <summary>
/// Feeds the ROM parser damaged copies of real ROMs. Any exception ends the run with the damage's number, from which the
/// same damage is made again.
/// </summary>
internal static class FuzzRomsCommand
{
    private const int MostSize = 65536;

    internal static int Run(string[] arguments)
    {
        int runs = arguments switch
        {
            [] => 1_000_000,
            [var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 => count,
            _ => throw new BenchmarkException("fuzz-roms takes one number: how many damaged ROMs to parse (1000000)."),
        };
        byte[][] seeds = RomSeeds.Read();
        int valid = 0;
        int withoutImage = 0;
        TimeSpan longest = default;
        Stopwatch whole = Stopwatch.StartNew();
        for (int number = 0; number < runs; number++)
        {
            byte[] damaged = Damage(seeds, number);
            long start = Stopwatch.GetTimestamp();
            RomContent content = Parse(damaged, number);
            TimeSpan taken = Stopwatch.GetElapsedTime(start);
            if (taken > longest) longest = taken;
            if (content.Images.Length == 0) withoutImage++;
            else if (!Array.Exists(content.Problems, problem => problem.Grade == GpuRomGrade.Error)) valid++;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {runs:N0} damaged copies of {seeds.Length} ROMs in {whole.Elapsed.TotalSeconds:F1} s, no exception
            without an image: {withoutImage:N0}; with errors: {runs - withoutImage - valid:N0}; without errors: {valid:N0}
            longest parse: {longest.TotalMilliseconds:F2} ms
            """));
        return 0;
    }

    private static RomContent Parse(byte[] bytes, int number)
    {
        try
        {
            return RomParser.Parse(bytes);
        }
        catch (Exception exception)
        {
            throw new BenchmarkException($"Damage {number} makes the parser fail: {exception}");
        }
    }

    // Most fields lie in the first bytes of an image: half of the changes go there.
    private static byte[] Damage(byte[][] seeds, int number)
    {
        Random random = new(number);
        byte[] seed = seeds[random.Next(seeds.Length)];
        byte[] bytes = seed[..Math.Min(seed.Length, random.Next(4) == 0 ? random.Next(1, MostSize) : MostSize)];
        for (int change = random.Next(9); change > 0; change--)
        {
            int offset = random.Next(2) == 0 ? random.Next(Math.Min(bytes.Length, 128)) : random.Next(bytes.Length);
            bytes[offset] = random.Next(3) switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)(bytes[offset] ^ (1 << random.Next(8))),
                _ => random.Next(2) == 0 ? (byte)0 : (byte)0xff,
            };
        }

        return bytes;
    }
}
