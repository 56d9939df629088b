namespace GpuPassthrough.Firmware;

/// <summary>What came out of a function's <c>rom</c> attribute.</summary>
/// <param name="Bytes">The ROM.</param>
/// <param name="NotRestored">What could not be put back as it was, in words.</param>
internal sealed record RomReading(byte[] Bytes, IReadOnlyList<string> NotRestored);
