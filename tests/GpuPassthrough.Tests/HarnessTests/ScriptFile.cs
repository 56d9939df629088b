using GpuPassthrough.Tests.Harness.Pester;

namespace GpuPassthrough.Tests.HarnessTests;

/// <summary>A test file written for one test, already run.</summary>
internal sealed class ScriptFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harness_");

    public ScriptFile(string script)
    {
        string path = Path.Combine(_folder.FullName, "It's.Tests.ps1");
        System.IO.File.WriteAllText(path, script);
        File = PesterFile.Discover(path);
        File.Run();
    }

    public PesterFile File { get; }

    public string Folder => _folder.FullName;

    public Test Only => File.Tests.Single();

    /// <summary>The message of the only error of the only test.</summary>
    public string Message => Only.Errors.Single().Exception.Message;

    public void Dispose()
    {
        File.Dispose();
        _folder.Delete(recursive: true);
    }
}
