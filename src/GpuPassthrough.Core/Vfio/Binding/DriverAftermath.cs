namespace GpuPassthrough.Vfio.Binding;

/// <summary>What stands after a move that failed.</summary>
/// <param name="Before">The functions that were touched, as they were.</param>
/// <param name="Standing">The same functions as they are now.</param>
internal sealed record DriverAftermath(IReadOnlyList<DriverState> Before, IReadOnlyList<DriverState> Standing)
{
    internal bool IsRestored => Before.SequenceEqual(Standing);

    /// <summary>What stands, in words, for the end of a message.</summary>
    public override string ToString() => IsRestored
        ? Messages.Format("DriverAllAsBefore", string.Join("; ", Standing))
        : Messages.Format("DriverNotAsBefore", string.Join("; ", Standing), string.Join("; ", Before));
}
