using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using GpuPassthrough.Benchmarks.Roms;
using GpuPassthrough.Firmware;

namespace GpuPassthrough.Benchmarks.Parts;

/// <summary>All of Debian's option ROMs, one after the other: parsed, and parsed with their hash.</summary>
public class RomBenchmarks
{
    private readonly byte[][] _roms = RomSeeds.Read();

    [Benchmark]
    public int Parse() => _roms.Sum(rom => RomParser.Parse(rom).Images.Length);

    [Benchmark]
    public int ParseAndHash() => _roms.Sum(rom => RomParser.Parse(rom).Images.Length + SHA256.HashData(rom).Length);

    [Benchmark(Baseline = true)]
    public int HashAlone() => _roms.Sum(rom => SHA256.HashData(rom).Length);
}
