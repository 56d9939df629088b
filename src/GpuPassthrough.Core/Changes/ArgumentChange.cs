namespace GpuPassthrough.Changes;

/// <summary>
/// What a change does to kernel arguments that a program of the host keeps, where there is no file for us to edit
/// (grubby, kernelstub, rpm-ostree). The journal holds it in place of files: undoing turns it round.
/// </summary>
/// <param name="Keeper">The boot loader whose program keeps them.</param>
/// <param name="Added">The arguments that come, as they stand on the command line.</param>
/// <param name="Removed">Those that go.</param>
internal sealed record ArgumentChange(string Keeper, string[] Added, string[] Removed) : IEquatable<ArgumentChange>
{
    /// <summary>The change that takes this one back.</summary>
    internal ArgumentChange Inverse => this with { Added = Removed, Removed = Added };

    public bool Equals(ArgumentChange? other) =>
        other is not null && Keeper == other.Keeper && Added.SequenceEqual(other.Added) && Removed.SequenceEqual(other.Removed);

    public override int GetHashCode() => HashCode.Combine(Keeper, Added.Length, Removed.Length);
}
