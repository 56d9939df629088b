namespace GpuPassthrough.Pci;

/// <summary>
/// A PCI Express link. Idle graphics cards lower the speed to save power: a current speed below the highest is no fault.
/// </summary>
/// <param name="Speed">The speed now, in GT/s (<c>current_link_speed</c>); null when unknown.</param>
/// <param name="Width">The lanes now (<c>current_link_width</c>).</param>
/// <param name="HighestSpeed">The highest speed of the function, in GT/s (<c>max_link_speed</c>).</param>
/// <param name="HighestWidth">The most lanes of the function (<c>max_link_width</c>).</param>
public sealed record PciLink(decimal? Speed, int? Width, decimal? HighestSpeed, int? HighestWidth)
{
    /// <summary>Speed and width, now and at most.</summary>
    public override string ToString() => FormattableString.Invariant($"{Speed} GT/s x{Width} (at most {HighestSpeed} GT/s x{HighestWidth})");
}
