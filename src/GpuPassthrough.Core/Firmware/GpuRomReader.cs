using System.Security.Cryptography;

namespace GpuPassthrough.Firmware;

/// <summary>Makes a GpuRom of bytes.</summary>
internal static class GpuRomReader
{
    internal static GpuRom Read(ReadOnlySpan<byte> content, RomOrigin origin) =>
        new(RomParser.Parse(content), origin, Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant());
}
