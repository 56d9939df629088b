using System.Runtime.ExceptionServices;
using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>Puts the files of an entry into their new state, or back into their old one.</summary>
internal static class EntryFiles
{
    internal static void PutForward(HostWriter writer, JournalEntry entry, ChangeWatcher watcher)
    {
        MadeDirectories.Make(writer, entry.Directories);
        foreach (JournalFile file in entry.Files)
        {
            watcher.Stop.ThrowIfCancellationRequested();
            watcher.Begin($"Writing {writer.Host.Describe(file.Path)}.");
            AtomicFile.Replace(writer, file.Path, file.Old, file.New, file.Traits);
        }
    }

    /// <summary>
    /// Puts all back that can be; the first that cannot is the error. A file that has its old content already is left
    /// alone, so this can be repeated.
    /// </summary>
    internal static void PutBack(HostWriter writer, JournalEntry entry, ChangeWatcher watcher)
    {
        PassthroughException? first = null;
        foreach (JournalFile file in entry.Files.AsEnumerable().Reverse())
        {
            try
            {
                PutBack(writer, entry, file, watcher);
            }
            catch (PassthroughException exception)
            {
                first ??= exception;
            }
        }

        if (first is not null) ExceptionDispatchInfo.Throw(first);
        MadeDirectories.Remove(writer, entry.Directories);
    }

    /// <summary>The content a file has, which must be what the change made of it or what it was before.</summary>
    /// <exception cref="ChangeException">It was edited since, or a link leads elsewhere.</exception>
    internal static byte[]? Current(HostWriter writer, JournalEntry entry, JournalFile file)
    {
        CheckPlace(writer, entry, file);
        return Accept(entry, file, AtomicFile.Read(writer, file.Path));
    }

    internal static byte[]? Accept(JournalEntry entry, JournalFile file, byte[]? current)
    {
        if (AtomicFile.Same(current, file.New) || AtomicFile.Same(current, file.Old)) return current;
        throw ChangeException.Conflict(entry, "/" + file.Path, UnifiedDiff.Of(file.Path, file.Old, file.New), UnifiedDiff.Of(file.Path, file.New, current));
    }

    private static void PutBack(HostWriter writer, JournalEntry entry, JournalFile file, ChangeWatcher watcher)
    {
        AtomicFile.RemoveLeftovers(writer, file.Path);
        if (AtomicFile.Same(Current(writer, entry, file), file.Old)) return;
        watcher.Begin($"Putting back {writer.Host.Describe(file.Path)}.");
        AtomicFile.Replace(writer, file.Path, file.New, file.Old, file.Traits.Harmless());
    }

    private static void CheckPlace(HostWriter writer, JournalEntry entry, JournalFile file)
    {
        using FilePlace? place = FilePlace.Find(writer, file.Path);
        if (place is not null && place.Path != file.RealPath) throw ChangeException.LinkMoved(entry, "/" + file.Path, SafeLine.Of(place.Path), SafeLine.Of(file.RealPath));
    }
}
