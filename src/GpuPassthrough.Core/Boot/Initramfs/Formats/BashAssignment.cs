namespace GpuPassthrough.Boot.Initramfs.Formats;

/// <summary>One assignment: <c>NAME=word</c>, <c>NAME=(word word)</c>, or the same with <c>+=</c>.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Words">The words without quotes; of a plain variable one or none.</param>
/// <param name="IsArray">Whether it stands in parentheses.</param>
/// <param name="Appends">Whether it is <c>+=</c>.</param>
internal sealed record BashAssignment(string Name, string[] Words, bool IsArray, bool Appends);
