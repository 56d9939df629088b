namespace GpuPassthrough.Tests.Vfio.Binding;

/// <summary>A driver as the driver core sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ids">The hardware IDs of its table.</param>
internal sealed record FakeDriver(string Name, params string[] Ids)
{
    /// <summary>Whether its probe function takes a function; the core does not say when it does not.</summary>
    internal Func<FakeFunction, bool> Probe { get; init; } = _ => true;
}
