using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Client;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Libvirt.Client;

/// <summary>
/// libvirt's own test driver in this process: a real libvirt.so.0 with domains of its own, which live as long as one
/// connection is open. Where the library is missing the test is skipped, and fails on continuous integration.
/// </summary>
internal sealed class TestDriver : IDisposable
{
    internal const string Uri = "test:///default";

    private readonly HostRoot _root;

    internal TestDriver(TemporaryHost host)
    {
        Require();
        _root = HostRoot.Open(host.Root);
        Connection = LibvirtConnection.Open(_root, Uri);
    }

    internal LibvirtConnection Connection { get; }

    internal HostRoot Root => _root;

    public void Dispose()
    {
        Connection.Dispose();
        _root.Dispose();
    }

    /// <summary>Two domains that each connection finds as they are in the file, whatever others do to theirs.</summary>
    internal static string Fixed => $"test://{Repository.Root}/tests/GpuPassthrough.Tests/Libvirt/Client/node.xml";

    /// <summary>No test reaches a daemon of the machine it runs on, unless it names one.</summary>
    [ModuleInitializer]
    internal static void BeTheDefault() => Environment.SetEnvironmentVariable("LIBVIRT_DEFAULT_URI", Fixed);

    internal static void Require()
    {
        if (NativeLibrary.TryLoad("libvirt.so.0", out _)) return;
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 }) Assert.Fail("libvirt.so.0 is not installed, and this is where it must be.");
        Assert.Skip("libvirt.so.0 is not installed.");
    }

    /// <summary>Defines a domain through virsh's own way of thinking: a minimal text, and libvirt adds the rest.</summary>
    internal Guid Define(string name, string inner = "")
    {
        Guid uuid = Guid.NewGuid();
        Connection.Define(name, $"<domain type='test'><name>{name}</name><uuid>{uuid}</uuid><memory unit='KiB'>65536</memory><vcpu>1</vcpu><os><type>hvm</type></os>{inner}</domain>").Dispose();
        return uuid;
    }

    internal string Xml(Guid uuid, bool withSecrets = true)
    {
        using LibvirtHandle domain = Connection.Find(uuid)!;
        return domain.ReadXml(withSecrets);
    }
}
