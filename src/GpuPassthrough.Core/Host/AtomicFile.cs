using System.Security.Cryptography;

namespace GpuPassthrough.Host;

/// <summary>
/// Replaces the content of a file so that at any moment, power cut included, the file has its old or its new content
/// whole: a new file beside it, synced, takes its name.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Ends the names of files in the making. They begin with a dot, which keeps drop-in folders from reading them.</summary>
    internal const string TemporarySuffix = ".gpupt-tmp";

    internal const int LargestFile = 4 * 1024 * 1024;

    private const uint PrivateMode = 0x180;
    private const int LongestStem = 200;

    /// <summary>The content of a file, or null when it is absent.</summary>
    /// <exception cref="HostWriteException">It is not a regular file, too large or cannot be read.</exception>
    internal static byte[]? Read(HostWriter writer, string path)
    {
        using FilePlace? place = FilePlace.Find(writer, path);
        return place is null ? null : Read(place, out _);
    }

    /// <summary>Gives a file new content, or takes it away.</summary>
    /// <param name="writer">The host.</param>
    /// <param name="path">The file below the root; where it is a link, the file it leads to is meant and the link stays.</param>
    /// <param name="expected">The content it must have until then; null when it must be absent.</param>
    /// <param name="content">The new content; null to delete it.</param>
    /// <param name="traits">Owner, mode and labels if the file is new. One that is replaced keeps its own.</param>
    internal static void Replace(HostWriter writer, string path, byte[]? expected, byte[]? content, FileTraits traits)
    {
        using FilePlace place = FilePlace.Find(writer, path) ?? throw HostWriteException.Unreadable(writer.Host.Describe(path), Errno.NoEntry);
        place.Directory.CheckSafe(place.Name);
        byte[]? current = Read(place, out FileTraits? own);
        if (!Same(current, expected)) throw HostWriteException.Changed(writer.Host.Describe(path));
        if (Same(current, content)) return;
        if (content is null) place.Directory.Delete(place.Name);
        else Write(place, content, expected, own ?? traits);
        place.Directory.Sync();
    }

    /// <summary>Removes what an interrupted replacement of this file left beside it.</summary>
    internal static void RemoveLeftovers(HostWriter writer, string path)
    {
        using FilePlace? place = FilePlace.Find(writer, path);
        if (place is null) return;
        RemoveLeftovers(place.Directory, name => name.StartsWith($".{Stem(place.Name)}.", StringComparison.Ordinal));
    }

    internal static void RemoveLeftovers(WritableDirectory directory, Func<string, bool> isOurs)
    {
        foreach (string name in directory.Names().Where(name => name.EndsWith(TemporarySuffix, StringComparison.Ordinal) && name.StartsWith('.')))
        {
            if (isOurs(name) && directory.Identify(name) is { IsRegularFile: true }) directory.Delete(name);
        }
    }

    internal static bool Same(byte[]? left, byte[]? right) =>
        left is null || right is null ? left == right : left.AsSpan().SequenceEqual(right);

    /// <summary>Writes a file that nobody else changes, such as those of the journal.</summary>
    internal static void Write(WritableDirectory directory, string name, byte[] content)
    {
        Stage(directory, name, content, new FileTraits { Mode = PrivateMode }, temporary => directory.Rename(temporary, name, replace: true));
        directory.Sync();
    }

    private static void Write(FilePlace place, byte[] content, byte[]? expected, FileTraits traits)
    {
        Stage(place.Directory, place.Name, content, traits, temporary =>
        {
            if (!Same(Read(place, out _), expected)) throw HostWriteException.Changed(place.Directory.Describe(place.Name));
            place.Directory.Rename(temporary, place.Name, replace: expected is not null);
        });
    }

    private static void Stage(WritableDirectory directory, string name, byte[] content, FileTraits traits, Action<string> take)
    {
        string temporary = $".{Stem(name)}.{RandomNumberGenerator.GetHexString(12, lowercase: true)}{TemporarySuffix}";
        using WritableFile file = directory.Create(temporary, PrivateMode);
        try
        {
            if (!directory.IsFat) file.Apply(traits);
            file.Write(content);
            take(temporary);
        }
        catch
        {
            Discard(directory, temporary);
            throw;
        }
    }

    // The first error is the one to tell; a file that stays behind is found again by its name.
    private static void Discard(WritableDirectory directory, string temporary)
    {
        try
        {
            if (directory.Identify(temporary) is not null) directory.Delete(temporary);
        }
        catch (HostWriteException)
        {
        }
    }

    private static byte[]? Read(FilePlace place, out FileTraits? traits)
    {
        traits = null;
        using WritableFile? file = place.Directory.OpenFile(place.Name);
        if (file is null) return null;
        if (!file.Identity.IsRegularFile) throw HostWriteException.NotRegular(place.Directory.Describe(place.Name));
        byte[] content = file.Read(LargestFile);
        if (content.Length > LargestFile) throw HostWriteException.NotRegular(place.Directory.Describe(place.Name));
        traits = FileTraits.Of(file);
        return content;
    }

    private static string Stem(string name) => name.Length > LongestStem ? name[..LongestStem] : name;
}
