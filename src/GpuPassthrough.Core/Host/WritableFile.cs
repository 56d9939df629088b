using Microsoft.Win32.SafeHandles;

namespace GpuPassthrough.Host;

/// <summary>An open file of the host: one that was just made, or one whose properties another takes over.</summary>
internal sealed class WritableFile : IDisposable
{
    private readonly HostWriter _writer;
    private readonly SafeFileHandle _handle;
    private bool _isLocked;

    internal WritableFile(HostWriter writer, string path, int descriptor)
    {
        _writer = writer;
        _handle = new SafeFileHandle(descriptor, ownsHandle: true);
        Path = path;
    }

    internal string Path { get; }

    internal FileIdentity Identity => LibC.Stat(Descriptor, out FileIdentity identity) == Errno.None ? identity : default;

    private int Descriptor => (int)_handle.DangerousGetHandle();

    /// <summary>Closes it. A lock is given back by name: a program that is being started right now may hold a copy of the descriptor.</summary>
    public void Dispose()
    {
        if (_isLocked && !_handle.IsClosed) _ = LibC.Unlock(Descriptor);
        _handle.Dispose();
    }

    /// <summary>Its bytes, at most <paramref name="limit"/> and one more, by which a longer file is known.</summary>
    internal byte[] Read(int limit)
    {
        Errno error = HostRoot.ReadToEnd(Descriptor, limit + 1, out byte[] bytes);
        return error == Errno.None ? bytes : throw HostWriteException.Unreadable(_writer.Host.Describe(Path), error);
    }

    internal byte[]? Attribute(string name)
    {
        byte[] buffer = new byte[FileTraits.LargestAttribute];
        return LibC.GetAttribute(Descriptor, name, buffer, out int length) == Errno.None ? buffer[..length] : null;
    }

    /// <summary>Owner first, because a change of owner takes mode bits away; then mode, then labels.</summary>
    internal void Apply(FileTraits traits)
    {
        FileIdentity made = Identity;
        bool isOwned = traits.Owner is null || (traits.Owner == made.Owner && traits.Group == made.Group);
        if (!isOwned) _writer.Do(WriteAction.SetOwner, Path, () => LibC.SetOwner(Descriptor, traits.Owner!.Value, traits.Group!.Value));
        if (Identity.Permissions != traits.Mode) _writer.Do(WriteAction.SetMode, Path, () => LibC.SetMode(Descriptor, traits.Mode));
        foreach ((string name, byte[] value) in traits.Attributes) SetAttribute(name, value);
    }

    internal void Write(byte[] content)
    {
        _writer.Do(WriteAction.Write, Path, () => LibC.Write(Descriptor, content));
        _writer.Do(WriteAction.Sync, Path, () => LibC.Synchronize(Descriptor));
    }

    /// <summary>Replaces the content in place; only for what no crash can hurt.</summary>
    internal void Overwrite(byte[] content) => _writer.Do(WriteAction.Write, Path, () =>
    {
        Errno error = LibC.Truncate(Descriptor);
        return error == Errno.None ? LibC.Write(Descriptor, content) : error;
    });

    /// <summary>Takes the lock of this file for as long as it is open; false when another process has it.</summary>
    internal bool TryLock() => LibC.TryLock(Descriptor) switch
    {
        Errno.None => _isLocked = true,
        Errno.TryAgain => false,
        Errno error => throw HostWriteException.Unreadable(_writer.Host.Describe(Path), error),
    };

    // A label that is there already, given by the directory, need not be set, which a policy may forbid.
    private void SetAttribute(string name, byte[] value)
    {
        if (Attribute(name) is byte[] current && current.AsSpan().SequenceEqual(value)) return;
        _writer.Do(WriteAction.SetAttribute, Path, () => LibC.SetAttribute(Descriptor, name, value));
    }
}
