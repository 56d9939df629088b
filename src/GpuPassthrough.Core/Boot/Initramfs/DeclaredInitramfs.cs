using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

/// <summary>NixOS: the image follows from the system's own description, and nothing made beside it lasts.</summary>
internal sealed class DeclaredInitramfs(HostRoot host, IReadOnlyList<string> evidence) : InitramfsGenerator(host, evidence)
{
    internal override string Name => "NixOS";

    internal override bool IsManaged => false;

    internal override IReadOnlyList<string> Files => [];

    internal override BootPart Plan(EarlyContent wanted)
    {
        if (wanted.Modules.Count == 0) return Refresh();
        string modules = string.Join(' ', wanted.Modules.Select(module => $"\"{module}\""));
        return new BootPart { Notes = [Messages.Format("InitramfsNixOs", $"boot.initrd.kernelModules = [ {modules} ];")] };
    }

    internal override BootPart Refresh() => new() { Notes = [Messages.Format("InitramfsNixOsRefresh")] };

    protected override IReadOnlyList<string> ImagePaths(string release) => ImagePlaces.Of(Host, release);
}
