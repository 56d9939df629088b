using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GpuPassthrough.Tests.Runner;

/// <summary>Runs gpupt on a terminal, as pty(7) has it: the test sees what it shows and types the answers.</summary>
internal static partial class PseudoTerminal
{
    private const int ReadWrite = 0x2;
    private const int NotControlling = 0x100;
    private const int CloseOnExec = 0x80000;
    private const nuint SetWindowSize = 0x5414;

    /// <param name="command">The command for gpupt.</param>
    /// <param name="columns">The terminal's width.</param>
    /// <param name="answer">What is typed.</param>
    /// <param name="output">A file for standard output instead of the terminal.</param>
    /// <param name="noColour">The value of NO_COLOR.</param>
    /// <returns>The exit code and what the terminal showed.</returns>
    public static (int ExitCode, string Shown) Run(string command, ushort columns = 100, string answer = "", string? output = null, string? noColour = null)
    {
        using var master = OpenMaster(ReadWrite | NotControlling | CloseOnExec);
        var path = Prepare(master, columns);
        // Held open, so that the other side can be read until the process has ended.
        var terminal = Open(path, ReadWrite | NotControlling | CloseOnExec);
        var shown = Task.Factory.StartNew(() => ReadAll(master), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        int exitCode;
        using (terminal)
        {
            Type(master, answer);
            exitCode = Run(command, path, output ?? path, noColour);
        }

        return (exitCode, shown.GetAwaiter().GetResult());
    }

    private static int Run(string command, string terminal, string output, string? noColour)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec \"$0\" \"$1\" < {terminal} > {output} 2> {terminal}", Path.Combine(Gpupt.Folder, "gpupt"), command]);
        start.Environment["TERM"] = "xterm";
        start.Environment["NO_COLOR"] = noColour ?? "";
        using var process = Process.Start(start)!;
        if (process.WaitForExit(TimeSpan.FromSeconds(60)))
            return process.ExitCode;

        process.Kill();
        throw new TimeoutException("gpupt did not end on the terminal.");
    }

    private static string Prepare(SafeFileHandle master, ushort columns)
    {
        var size = new WindowSize { Rows = 24, Columns = columns };
        var name = new byte[64];
        if (master.IsInvalid || Grant(master) != 0 || Unlock(master) != 0 || Ioctl(master, SetWindowSize, ref size) != 0 || NameOf(master, name, (nuint)name.Length) != 0)
            throw Failure("no pseudo terminal");

        return Encoding.ASCII.GetString(name).TrimEnd('\0');
    }

    private static void Type(SafeFileHandle master, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > 0 && Write(master, bytes, (nuint)bytes.Length) != bytes.Length)
            throw Failure("typing failed");
    }

    /// <summary>Reading fails with EIO when no process has the terminal open any more.</summary>
    private static string ReadAll(SafeFileHandle master)
    {
        var all = new MemoryStream();
        var buffer = new byte[4096];
        for (var count = Read(master, buffer, (nuint)buffer.Length); count > 0; count = Read(master, buffer, (nuint)buffer.Length))
            all.Write(buffer, 0, (int)count);
        return Encoding.UTF8.GetString(all.ToArray());
    }

    private static InvalidOperationException Failure(string what) => new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial SafeFileHandle OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static partial int Grant(SafeFileHandle master);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(SafeFileHandle master);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    private static partial int NameOf(SafeFileHandle master, [Out] byte[] name, nuint length);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Ioctl(SafeFileHandle master, nuint request, ref WindowSize size);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(SafeFileHandle master, [Out] byte[] buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeFileHandle master, byte[] buffer, nuint length);

    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort WidthInPixels;
        public ushort HeightInPixels;
    }
}
