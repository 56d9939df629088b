using System.IO.Enumeration;
using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester;

/// <summary>
/// The folder a file may write into: fresh for the file, and emptied after every block of what came since the
/// block began. It is reached as <c>$TestDrive</c> and as the drive <c>TestDrive:</c>.
/// </summary>
internal sealed class TestDrive : IDisposable
{
    private const string Name = "TestDrive";

    private readonly SessionState _session;
    private readonly string _path;

    public TestDrive(EngineIntrinsics engine)
    {
        _session = engine.SessionState;
        _path = Directory.CreateTempSubdirectory("TestDrive_").FullName;
        ProviderInfo files = _session.Provider.GetOne("FileSystem");
        _session.Drive.New(new PSDriveInfo(Name, files, _path, "", null), "global");
        _session.PSVariable.Set($"global:{Name}", _path);
    }

    public static HashSet<string> Snapshot(EngineIntrinsics engine) =>
        [.. Entries(PathOf(engine))];

    public static void Clear(EngineIntrinsics engine, HashSet<string> known)
    {
        foreach (string entry in Entries(PathOf(engine)).ToArray())
        {
            if (!known.Contains(entry))
                Delete(entry);
        }
    }

    public void Dispose()
    {
        _session.Drive.Remove(Name, force: true, "global");
        _session.PSVariable.Remove($"global:{Name}");
        Directory.Delete(_path, recursive: true);
    }

    /// <summary>All entries, hidden ones too; links are not followed, they may lead anywhere.</summary>
    private static FileSystemEnumerable<string> Entries(string folder) =>
        new(folder, (ref entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        {
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };

    private static string PathOf(EngineIntrinsics engine) => engine.SessionState.Drive.Get(Name).Root;

    private static void Delete(string entry)
    {
        FileAttributes attributes;
        try
        {
            attributes = File.GetAttributes(entry);
        }
        catch (IOException)
        {
            return; // went with its folder
        }

        if (attributes.HasFlag(FileAttributes.Directory) && !attributes.HasFlag(FileAttributes.ReparsePoint))
            Directory.Delete(entry, recursive: true);
        else
            File.Delete(entry);
    }
}
