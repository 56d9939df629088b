using System.Runtime.InteropServices;

namespace GpuPassthrough.Host;

/// <summary>
/// System calls that start and end programs. The BCL's Process cannot start one in a session of its own, and without
/// that neither a time limit nor Ctrl-C reaches what the program has started itself.
/// </summary>
internal static unsafe partial class LibC
{
    internal const int SignalTerminate = 15;
    internal const int SignalKill = 9;

    private const short SetSignalDefaults = 0x04;
    private const short SetSignalMask = 0x08;
    private const short SetSession = 0x80;

    // All signals from 1 to 31 but KILL and STOP: .NET ignores SIGPIPE, and a program would inherit that.
    private const ulong OrdinarySignals = 0x7fffffff & ~(1ul << 8) & ~(1ul << 18);

    /// <summary>Where an open file is read next, also by a program that gets it as its input.</summary>
    /// <summary>Where a descriptor stands; negative where it has no place.</summary>
    internal static long Tell(int descriptor) => SeekCore(descriptor, 0, origin: 1);

    internal static Errno Seek(int descriptor, long offset) => SeekCore(descriptor, offset, origin: 0) < 0 ? LastError : Errno.None;

    internal static Errno Pipe(out int readEnd, out int writeEnd)
    {
        int* ends = stackalloc int[2];
        Errno error = Result(PipeCore(ends, CloseOnExec));
        readEnd = ends[0];
        writeEnd = ends[1];
        return error;
    }

    /// <summary>Starts a program as leader of a new session, reading nothing, writing both outputs to <paramref name="output"/>.</summary>
    internal static Errno Spawn(string path, IReadOnlyList<string> arguments, IReadOnlyList<string> environment, string input, int output, out int process)
    {
        fixed (byte* source = HostRoot.Terminated(input))
        {
            byte* nothing = source;
            return Spawn(path, arguments, environment, actions => DirectBoth((long*)actions, nothing, output), out process);
        }
    }

    /// <summary>Starts a program as leader of a new session, reading the open file <paramref name="input"/> from where it stands; what it says of errors goes to <paramref name="errors"/>.</summary>
    internal static Errno Spawn(string path, IReadOnlyList<string> arguments, IReadOnlyList<string> environment, int input, int output, string errors, out int process)
    {
        fixed (byte* target = HostRoot.Terminated(errors))
        {
            byte* nowhere = target;
            return Spawn(path, arguments, environment, actions => DirectEach((long*)actions, input, output, nowhere), out process);
        }
    }

    private static void DirectBoth(long* actions, byte* input, int output)
    {
        _ = ActionsOpen(actions, 0, input, ReadOnly, 0);
        _ = ActionsDuplicate(actions, output, 1);
        _ = ActionsDuplicate(actions, output, 2);
    }

    private static void DirectEach(long* actions, int input, int output, byte* errors)
    {
        _ = ActionsDuplicate(actions, input, 0);
        _ = ActionsDuplicate(actions, output, 1);
        _ = ActionsOpen(actions, 2, errors, WriteOnly, 0);
    }

    private static Errno Spawn(string path, IReadOnlyList<string> arguments, IReadOnlyList<string> environment, Action<nint> direct, out int process)
    {
        // Both types are opaque; glibc and musl need at most 336 bytes.
        long* actions = stackalloc long[128];
        long* attributes = stackalloc long[128];
        ulong* signals = stackalloc ulong[32];
        _ = ActionsInitialise(actions);
        _ = AttributesInitialise(attributes);
        process = 0;
        using TextVector argumentTexts = new(arguments);
        using TextVector environmentTexts = new(environment);
        try
        {
            fixed (byte* program = HostRoot.Terminated(path))
            fixed (int* started = &process)
            {
                direct((nint)actions);
                _ = AttributesMask(attributes, signals);
                signals[0] = OrdinarySignals;
                _ = AttributesDefaults(attributes, signals);
                _ = AttributesFlags(attributes, SetSession | SetSignalDefaults | SetSignalMask);
                return (Errno)SpawnCore(started, program, actions, attributes, argumentTexts.Pointer, environmentTexts.Pointer);
            }
        }
        finally
        {
            _ = ActionsDestroy(actions);
            _ = AttributesDestroy(attributes);
        }
    }

    /// <summary>Waits until something can be read, the other end is closed, or the time is over; false in the last case.</summary>
    internal static bool WaitForInput(int descriptor, int milliseconds)
    {
        PollEntry entry = new() { Descriptor = descriptor, Events = 1 };
        return PollCore(&entry, 1, milliseconds) > 0;
    }

    /// <summary>Collects a process that has ended; its status is null while it runs.</summary>
    internal static Errno Collect(int process, out int? status)
    {
        int raw;
        int collected = WaitCore(process, &raw, options: 1);
        status = collected == process ? raw : null;
        return collected < 0 ? LastError : Errno.None;
    }

    internal static void SignalGroup(int leader, int signal) => _ = KillCore(-leader, signal);

    internal static bool IsExecutable(string path)
    {
        fixed (byte* text = HostRoot.Terminated(path)) return AccessCore(text, mode: 1) == 0;
    }

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    private static partial long SeekCore(int descriptor, long offset, int origin);

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    private static partial int PipeCore(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int PollCore(PollEntry* entries, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    private static partial int WaitCore(int process, int* status, int options);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int KillCore(int process, int signal);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true)]
    private static partial int AccessCore(byte* path, int mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn")]
    private static partial int SpawnCore(int* process, byte* path, long* actions, long* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int ActionsInitialise(long* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int ActionsDestroy(long* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen")]
    private static partial int ActionsOpen(long* actions, int descriptor, byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int ActionsDuplicate(long* actions, int from, int to);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static partial int AttributesInitialise(long* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static partial int AttributesDestroy(long* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static partial int AttributesFlags(long* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    private static partial int AttributesDefaults(long* attributes, ulong* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    private static partial int AttributesMask(long* attributes, ulong* signals);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        internal int Descriptor;
        internal short Events;
        internal short Returned;
    }
}
