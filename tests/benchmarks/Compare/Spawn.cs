using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GpuPassthrough.Benchmarks.Compare;

/// <summary>
/// Times a program from its start to its end, its output thrown away: posix_spawn(3) and waitpid(2) directly, because
/// System.Diagnostics.Process adds milliseconds of its own.
/// </summary>
internal static unsafe partial class Spawn
{
    // posix_spawn_file_actions_t has 80 bytes in glibc and in musl.
    private const int ActionsSize = 512;
    private const int WriteOnly = 1;

    internal static TimeSpan Time(string file, params string[] arguments)
    {
        byte* actions = stackalloc byte[ActionsSize];
        nint[] vector = Vector([file, .. arguments]);
        nint[] environment = Vector([.. Environment()]);
        Check(InitializeActions(actions));
        Check(AddOpen(actions, 1, "/dev/null", WriteOnly, 0));
        long start = Stopwatch.GetTimestamp();
        int process;
        fixed (nint* argv = vector, envp = environment) Check(Start(&process, file, actions, null, argv, envp));
        int status;
        while (Wait(process, &status, 0) < 0)
        {
            const int interrupted = 4;
            if (Marshal.GetLastPInvokeError() != interrupted) throw new BenchmarkException($"{file} was lost.");
        }

        TimeSpan time = Stopwatch.GetElapsedTime(start);
        _ = DestroyActions(actions);
        Array.ForEach([.. vector, .. environment], Marshal.FreeCoTaskMem);
        return status == 0 ? time : throw new BenchmarkException($"{file} {string.Join(' ', arguments.Take(8))} ended with status {status}.");
    }

    private static IEnumerable<string> Environment() =>
        System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}");

    private static nint[] Vector(string[] texts) => [.. texts.Select(Marshal.StringToCoTaskMemUTF8), 0];

    private static void Check(int error)
    {
        if (error != 0) throw new BenchmarkException($"posix_spawn answered {error}.");
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int InitializeActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int DestroyActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddOpen(byte* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Start(int* process, string path, byte* actions, void* attributes, nint* arguments, nint* environment);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    private static partial int Wait(int process, int* status, int options);
}
