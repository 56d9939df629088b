namespace GpuPassthrough.Host;

/// <summary>
/// Everything the module writes below a host's root goes through here, one visible step after the other, so that tests
/// can stop at each of them or let it fail.
/// </summary>
internal sealed class HostWriter(HostRoot host)
{
    internal HostRoot Host => host;

    /// <summary>For tests: asked before each step; what it answers other than None comes back as the step's error.</summary>
    internal Func<WriteStep, Errno>? Before { get; set; }

    /// <summary>For tests: told after each step.</summary>
    internal Action<WriteStep>? After { get; set; }

    /// <summary>Takes a step.</summary>
    /// <exception cref="HostWriteException">The system refused it.</exception>
    internal void Do(WriteAction action, string path, Func<Errno> call)
    {
        Errno error = Try(action, path, call);
        if (error != Errno.None) throw HostWriteException.Failed(host.Describe(path), action, error);
    }

    /// <summary>Takes a step whose error the caller judges.</summary>
    internal Errno Try(WriteAction action, string path, Func<Errno> call)
    {
        WriteStep step = new(action, path);
        Errno error = Before?.Invoke(step) ?? Errno.None;
        if (error == Errno.None) error = call();
        if (error == Errno.None) After?.Invoke(step);
        return error;
    }

    /// <summary>Bytes that may still be written to the file system of a directory; null when it is not there.</summary>
    internal long? FreeBytes(string path)
    {
        using WritableDirectory? directory = WritableDirectory.Open(this, path);
        return directory?.FreeBytes;
    }
}
