using System.Runtime.InteropServices;

namespace GpuPassthrough.Runner;

/// <summary>
/// The size of the terminal on standard output, asked of the kernel (ioctl_tty(2)). Console.WindowWidth
/// would put the terminal into application mode by escape sequences.
/// </summary>
internal static partial class TerminalSize
{
    private const int StandardOutput = 1;
    private const nuint GetWindowSize = 0x5413;

    /// <summary>Columns and rows; zeros when there is no terminal or it does not say.</summary>
    public static (int Columns, int Rows) Read()
    {
        var size = new WindowSize();
        return Ioctl(StandardOutput, GetWindowSize, ref size) == 0 ? (size.Columns, size.Rows) : (0, 0);
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ioctl(int descriptor, nuint request, ref WindowSize size);

    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort WidthInPixels;
        public ushort HeightInPixels;
    }
}
