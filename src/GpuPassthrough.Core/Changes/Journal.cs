using System.Globalization;
using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>The record of what was changed on a host: a directory with one document for each change, for its owner's eyes only.</summary>
internal sealed class Journal : IDisposable
{
    private const uint DirectoryMode = 0x1c0;
    private const uint ForOthers = 0x3f;
    private const int LargestEntry = 64 * 1024 * 1024;
    private const string Extension = ".json";
    private const string LockName = "lock";

    private readonly HostWriter _writer;
    private readonly WritableDirectory _directory;

    private Journal(HostWriter writer, WritableDirectory directory)
    {
        _writer = writer;
        _directory = directory;
    }

    internal bool HasLeftovers => _directory.Names().Any(name => name.EndsWith(AtomicFile.TemporarySuffix, StringComparison.Ordinal));

    public void Dispose() => _directory.Dispose();

    /// <summary>Opens the journal; null when the host has none. Leaves no trace.</summary>
    /// <exception cref="JournalException">It belongs to someone else, or others may read or write it.</exception>
    internal static Journal? Open(HostWriter writer)
    {
        string path = JournalPlace.Of(writer.Host);
        WritableDirectory? directory;
        try
        {
            directory = WritableDirectory.Open(writer, path);
        }
        catch (HostWriteException exception)
        {
            throw JournalException.Denied(exception.Path, exception.Error);
        }

        if (directory is null) return null;
        CheckOwned(writer.Host.Describe(path), directory.Identity);
        return new Journal(writer, directory);
    }

    internal static Journal OpenOrCreate(HostWriter writer)
    {
        string path = JournalPlace.Of(writer.Host);
        MadeDirectories.Make(writer, [.. FilePlace.MissingParents(writer, path + "/" + LockName)], directory => directory == path ? DirectoryMode : MadeDirectories.Mode);
        return Open(writer)!;
    }

    /// <summary>Takes the journal for this process alone; what an interrupted writing left in it is removed.</summary>
    /// <exception cref="ChangeException">Another process has it.</exception>
    internal IDisposable Lock()
    {
        WritableFile file = _directory.OpenFile(LockName, LibC.ReadWrite) ?? _directory.Create(LockName, 0x180);
        try
        {
            CheckOwned(_directory.Describe(LockName), file.Identity);
            if (!file.TryLock()) throw ChangeException.Busy(_writer.Host.Path, Holder());
            file.Overwrite(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n"));
            AtomicFile.RemoveLeftovers(_directory, _ => true);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a process is at it just now.</summary>
    internal bool IsLocked()
    {
        using WritableFile? file = _directory.OpenFile(LockName);
        return file is not null && !file.TryLock();
    }

    /// <summary>The process that took the lock last.</summary>
    internal string Holder()
    {
        using WritableFile? file = _directory.OpenFile(LockName);
        string text = file is null ? string.Empty : System.Text.Encoding.ASCII.GetString(file.Read(32)).Trim();
        return text.Length > 0 && text.All(char.IsAsciiDigit) ? text : "?";
    }

    /// <summary>All entries in the order of their numbers.</summary>
    /// <exception cref="JournalException">One of them cannot be trusted or read.</exception>
    internal IReadOnlyList<JournalEntry> Read()
    {
        IReadOnlyList<JournalEntry> entries = Read(out IReadOnlyList<JournalException> errors);
        return errors.Count == 0 ? entries : throw errors[0];
    }

    internal IReadOnlyList<JournalEntry> Read(out IReadOnlyList<JournalException> errors)
    {
        List<JournalEntry> entries = [];
        List<JournalException> faults = [];
        foreach ((int id, string name) in EntryNames())
        {
            try
            {
                entries.Add(Read(id, name));
            }
            catch (JournalException exception)
            {
                faults.Add(exception);
            }
        }

        errors = faults;
        return entries;
    }

    /// <summary>Writes a new entry; if that fails there is none, because nothing was done yet.</summary>
    internal void Begin(JournalEntry entry)
    {
        try
        {
            Write(entry);
        }
        catch (HostWriteException)
        {
            if (_directory.Identify(NameOf(entry)) is not null) _directory.Delete(NameOf(entry));
            throw;
        }
    }

    /// <summary>Writes an entry so that it is whole on the disk when this returns.</summary>
    internal JournalEntry Write(JournalEntry entry)
    {
        AtomicFile.Write(_directory, NameOf(entry), JournalJson.Write(entry));
        return entry;
    }

    internal int NextId() => EntryNames().Select(entry => entry.Id).LastOrDefault() + 1;

    private static string NameOf(JournalEntry entry) => entry.Id.ToString("d6", CultureInfo.InvariantCulture) + Extension;

    private JournalEntry Read(int id, string name)
    {
        string path = _directory.Describe(name);
        try
        {
            using WritableFile file = _directory.OpenFile(name) ?? throw JournalException.Denied(path, Errno.NoEntry);
            FileIdentity identity = file.Identity;
            if (!identity.IsRegularFile || identity.Links != 1 || identity.Size > LargestEntry) throw JournalException.Kind(path);
            CheckOwned(path, identity);
            return JournalJson.Read(path, id, file.Read(LargestEntry));
        }
        catch (HostWriteException exception)
        {
            throw exception.Error == Errno.LinkLoop ? JournalException.Kind(path) : JournalException.Denied(path, exception.Error);
        }
    }

    private IEnumerable<(int Id, string Name)> EntryNames() =>
        from name in _directory.Names()
        where name.Length == 6 + Extension.Length && name.EndsWith(Extension, StringComparison.Ordinal) && name[..6].All(char.IsAsciiDigit)
        select (int.Parse(name[..6], CultureInfo.InvariantCulture), name);

    private static void CheckOwned(string path, FileIdentity identity)
    {
        uint user = LibC.EffectiveUser();
        if (identity.Owner != user) throw JournalException.Owner(path, identity.Owner, user);
        if ((identity.Permissions & (ForOthers | 0xe00)) != 0) throw JournalException.Mode(path, identity.Permissions);
    }
}
