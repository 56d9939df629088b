using System.Management.Automation;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;

namespace GpuPassthrough.Tests.Firmware.Export;

/// <summary>A host with cards whose attributes a double serves, and an engine to run commands against it.</summary>
internal sealed class ExportedHost : IDisposable
{
    internal const string Card = "0000:01:00.0";

    private readonly Dictionary<string, RomDevice> _devices = [];

    internal ExportedHost() => Directory.CreateDirectory(Tree.PathOf("usr/share/qemu"));

    internal TemporaryHost Tree { get; } = new();

    internal Engine Engine { get; } = Engine.WithModule();

    internal string Folder => Tree.PathOf("usr/share/qemu");

    internal string[] Files => Directory.GetFileSystemEntries(Folder);

    public void Dispose()
    {
        HostRoot.Opened.Value = null;
        Engine.Dispose();
        Tree.Dispose();
    }

    /// <summary>A card as the machine's kernel shows it.</summary>
    internal ExportedHost Add(string address, RomDevice device, string id = "10de:1c03", int? group = null, bool isShadowed = false)
    {
        _devices[address] = device;
        Tree.Function(address, id, driver: device.Driver, group: group);
        string start = isShadowed ? "0x00000000000c0000 0x00000000000dffff 0x0000000000000212" : "0x00000000f7000000 0x00000000f707ffff 0x0000000000046200";
        const string unused = "0x0000000000000000 0x0000000000000000 0x0000000000000000\n";
        Tree.File($"sys/bus/pci/devices/{address}/resource", string.Concat(Enumerable.Repeat(unused, 6)) + start + "\n");
        Tree.File($"sys/bus/pci/devices/{address}/rom", "");
        return this;
    }

    internal EngineResult Run(string script)
    {
        ServeDevices();
        return Engine.Run(script, ("root", Tree.Root));
    }

    /// <summary>Runs a script in a shell that somebody else may stop.</summary>
    internal void Invoke(PowerShell shell, string script)
    {
        ServeDevices();
        Engine.Runspace.SessionStateProxy.SetVariable("root", Tree.Root);
        shell.AddScript(script).Invoke();
    }

    private void ServeDevices() =>
        HostRoot.Opened.Value = host => host.Devices = host.Path == Tree.Root ? path => _devices.GetValueOrDefault(Path.GetFileName(path)) : null;
}
