using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace GpuPassthrough.Host;

/// <summary>
/// Runs programs of the running machine: by their arguments, never by a shell, with a fixed search path and a clean
/// environment, in a session of their own, so that all they start can be ended with them.
/// </summary>
internal sealed class CommandRunner
{
    private const int PollMilliseconds = 50;

    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<string> _folders;

    internal CommandRunner(IReadOnlyList<string>? folders = null) => _folders = folders ?? HostPaths.Programs;

    /// <summary>How long a program has to end by itself after it was asked to.</summary>
    internal TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="arguments">The program's name and its arguments.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="progress">Told each line it prints, on the caller's thread.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="CommandException">It is missing, cannot be started, or took too long.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; nothing of it runs any more.</exception>
    internal CommandResult Run(IReadOnlyList<string> arguments, TimeSpan limit, Action<string>? progress, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        string path = Find(arguments[0]) ?? throw CommandException.Missing(arguments, _folders);
        if (LibC.Pipe(out int readEnd, out int writeEnd) is var piped and not Errno.None) throw CommandException.NotStarted(arguments, piped);
        using SafeFileHandle input = new(readEnd, ownsHandle: true);
        Errno error = LibC.Spawn(path, arguments, Environment(), HostPaths.NullDevice, writeEnd, out int process);
        _ = LibC.Close(writeEnd);
        if (error != Errno.None) throw CommandException.NotStarted(arguments, error);
        return Attend(new RunningCommand(process, arguments, limit, Grace), readEnd, new CommandOutput(progress), stop);
    }

    /// <summary>Starts a program whose output is read as it comes; what it says of errors is dropped.</summary>
    /// <param name="arguments">The program's name and its arguments.</param>
    /// <param name="input">The file it reads, from <paramref name="offset"/> on to its end.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="limit">How long it may take.</param>
    /// <exception cref="CommandException">It is missing or cannot be started.</exception>
    internal CommandStream Open(IReadOnlyList<string> arguments, HostStream input, long offset, TimeSpan limit)
    {
        string path = Find(arguments[0]) ?? throw CommandException.Missing(arguments, _folders);
        if (LibC.Seek(input.Descriptor, offset) is var moved and not Errno.None) throw CommandException.NotStarted(arguments, moved);
        if (LibC.Pipe(out int readEnd, out int writeEnd) is var piped and not Errno.None) throw CommandException.NotStarted(arguments, piped);
        Errno error = LibC.Spawn(path, arguments, Environment(), input.Descriptor, writeEnd, HostPaths.NullDevice, out int process);
        _ = LibC.Close(writeEnd);
        if (error == Errno.None) return new CommandStream(new RunningCommand(process, arguments, limit, Grace), readEnd);
        _ = LibC.Close(readEnd);
        throw CommandException.NotStarted(arguments, error);
    }

    /// <summary>The file of a program, or null when there is none.</summary>
    internal string? Find(string name)
    {
        if (name.Contains('/', StringComparison.Ordinal)) return LibC.IsExecutable(name) && !Directory.Exists(name) ? name : null;
        return _folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(path => File.Exists(path) && LibC.IsExecutable(path));
    }

    private string[] Environment() => [$"PATH={string.Join(':', _folders)}", "LC_ALL=C", "LANG=C", "HOME=/", "TERM=dumb", "DEBIAN_FRONTEND=noninteractive"];

    private static CommandResult Attend(RunningCommand command, int readEnd, CommandOutput output, CancellationToken stop)
    {
        bool isOpen = true;
        try
        {
            while (!command.HasEnded())
            {
                if (isOpen) isOpen = Take(readEnd, output);
                else Thread.Sleep(PollMilliseconds);
                if (stop.IsCancellationRequested || command.IsLate) break;
            }

            // What the program started in the background may hold the other end for ever.
            Stopwatch drained = Stopwatch.StartNew();
            while (command.HasEnded() && isOpen && drained.Elapsed < Drain) isOpen = Take(readEnd, output);
        }
        finally
        {
            command.End();
        }

        output.Close();
        if (command.WasEnded) stop.ThrowIfCancellationRequested();
        if (command.WasEnded) throw CommandException.Late(command.Arguments, command.Limit, output.Text);
        return new CommandResult(command.ExitCode, output.Text);
    }

    // False when nobody can write any more.
    private static bool Take(int readEnd, CommandOutput output)
    {
        if (!LibC.WaitForInput(readEnd, PollMilliseconds)) return true;
        Span<byte> buffer = stackalloc byte[16384];
        if (LibC.Read(readEnd, buffer, out int length) != Errno.None || length == 0) return false;
        output.Add(buffer[..length]);
        return true;
    }
}
