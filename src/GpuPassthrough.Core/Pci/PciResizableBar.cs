namespace GpuPassthrough.Pci;

/// <summary>A BAR with the Resizable BAR capability (<c>resourceN_resize</c>).</summary>
/// <param name="Index">The BAR's number.</param>
/// <param name="Size">The size now, in bytes.</param>
/// <param name="Sizes">The sizes it can have, in bytes, smallest first.</param>
public sealed record PciResizableBar(int Index, ulong Size, ulong[] Sizes)
{
    /// <summary>Number and sizes, the present one first.</summary>
    public override string ToString() => $"{Index}: {ByteSize.Text(Size)} of {string.Join(", ", Sizes.Select(ByteSize.Text))}";
}
