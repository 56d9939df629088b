namespace GpuPassthrough.Tests.Vfio.Binding;

/// <summary>A function as the driver core sees it.</summary>
internal sealed record FakeFunction(string Address, string Id)
{
    internal string? Driver { get; set; }

    internal string? Override { get; set; }

    internal byte HeaderType { get; init; }

    internal int VirtualFunctions { get; init; }

    internal string State => $"{Address} {Driver ?? "-"} {Override ?? "-"}";
}
