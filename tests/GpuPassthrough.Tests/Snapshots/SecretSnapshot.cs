using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Snapshots;

/// <summary>The host of <see cref="SecretHost"/>, its snapshot, and what is in that; made once for the tests that look at it.</summary>
public sealed class SecretSnapshot : IDisposable
{
    private readonly WorkFolder _folder = new();

    public SecretSnapshot()
    {
        SecretHost.Make(Host, Path.Combine(FakeHosts.Folder, "h97m-gtx1060"));
        using Engine shell = Engine.WithModule();
        EngineResult result = shell.RunCommand("Export-HostSnapshot", ("Path", Archive), ("HostRoot", Host));
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Copy = _folder.Unpack(Archive, "copy");
    }

    internal string Host => _folder["host"];

    internal string Archive => _folder["secret.tar.gz"];

    internal string Copy { get; }

    internal string Text(string path) => File.ReadAllText(Path.Combine(Copy, path));

    public void Dispose() => _folder.Dispose();
}
