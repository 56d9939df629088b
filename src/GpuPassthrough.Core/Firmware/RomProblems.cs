using System.Globalization;

namespace GpuPassthrough.Firmware;

/// <summary>Collects problems while a ROM is read.</summary>
internal sealed class RomProblems
{
    private readonly List<GpuRomProblem> _found = [];

    /// <summary>The image that is being read; null for the whole.</summary>
    internal int? Image { get; set; }

    internal GpuRomProblem[] Found => [.. _found];

    internal void Note(string id, params object?[] arguments) => Add(GpuRomGrade.Note, id, arguments);

    internal void Warn(string id, params object?[] arguments) => Add(GpuRomGrade.Warning, id, arguments);

    internal void Error(string id, params object?[] arguments) => Add(GpuRomGrade.Error, id, arguments);

    internal static string Hex(long value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    // {0} is the image's number in every text.
    private void Add(GpuRomGrade grade, string id, object?[] arguments) => _found.Add(new GpuRomProblem(grade, id, Image, [Image, .. arguments]));
}
