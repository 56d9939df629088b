using GpuPassthrough.Host;
using GpuPassthrough.Snapshots.Redaction;

namespace GpuPassthrough.Snapshots;

/// <summary>Records how the host boots: the configuration of modprobe, boot loaders and initramfs generators, and which of them are there.</summary>
internal sealed class BootRecorder(HostRecorder recorder, Redactor redactor)
{
    private readonly SnapshotTree _tree = recorder.Tree;
    private readonly List<FileIdentity> _seen = [];

    internal void Record()
    {
        foreach (string path in HostPaths.OsRelease) RecordFile(path, SettingsText.OsRelease);
        foreach (string folder in HostPaths.ModprobeDirectories) RecordFolder(folder, ".conf", ModprobeText.Redact);
        foreach (string folder in HostPaths.ModulesLoadDirectories) RecordFolder(folder, ".conf", ModuleListText.Redact);
        RecordFile(HostPaths.StaticModules, ModuleListText.Redact);
        RecordLoaders();
        RecordGenerators();
        foreach (string marker in HostPaths.BootMarkers.Concat(HostPaths.LimineConfigurations)) RecordMarker(marker, isProgram: false);
        foreach (string folder in HostPaths.RefindDirectories.Prepend(HostPaths.EfiFirmware))
        {
            if (recorder.Host.Identify(folder) is { IsDirectory: true }) _tree.AddDirectory(folder);
        }

        foreach (string folder in HostPaths.ProgramDirectories)
        {
            foreach (string program in HostPaths.BootPrograms) RecordMarker($"{folder}/{program}", isProgram: true);
        }
    }

    private void RecordLoaders()
    {
        RecordFile(HostPaths.GrubDefaults, ShellText.Redact);
        RecordFolder(HostPaths.GrubDefaultsDropIns, ".cfg", ShellText.Redact);
        RecordFile(HostPaths.KernelInstallCommandLine, KernelArguments.Redact);
        RecordFolder(HostPaths.CommandLineDropIns, ".conf", KernelArguments.Redact);
        foreach (string loader in HostPaths.LoaderDirectories)
        {
            RecordFile($"{loader}/loader.conf", LoaderText.Redact);
            RecordFolder($"{loader}/entries", ".conf", LoaderText.Redact);
        }

        RecordFile(HostPaths.Kernelstub, KernelstubText.Redact);
        foreach (string settings in (string[])[HostPaths.SuseBootLoader, HostPaths.SdbootManage, HostPaths.LimineDefaults]) RecordFile(settings, ShellText.Redact);
        RecordFile(HostPaths.GrubEnvironment, GrubEnvironmentText.Redact);
        RecordFile(HostPaths.ProxmoxBootPartitions, (text, redactor) => redactor.Scrub(text));
        foreach (string arguments in HostPaths.RaspberryPiCommandLines) RecordFile(arguments, KernelArguments.Redact);
        RecordFile(HostPaths.DeviceModel, (text, redactor) => redactor.Scrub(text));
        RecordKernelInstall();
    }

    private void RecordKernelInstall()
    {
        RecordFile(HostPaths.KernelInstallVendorCommandLine, KernelArguments.Redact);
        RecordFile(HostPaths.KernelInstallEntryToken, (text, redactor) => redactor.Scrub(text));
        foreach (string settings in HostPaths.KernelInstallSettings) RecordFile(settings, SettingsText.KernelInstall);
        RecordMarker(HostPaths.SystemdBootHook, isProgram: true);
    }

    private void RecordGenerators()
    {
        RecordFile(HostPaths.Mkinitcpio, ShellText.Redact);
        RecordFolder(HostPaths.MkinitcpioDropIns, ".conf", ShellText.Redact);
        RecordFolder(HostPaths.MkinitcpioPresets, ".preset", ShellText.Redact);
        RecordFile(HostPaths.Dracut, ShellText.Redact);
        RecordFolder(HostPaths.DracutDropIns, ".conf", ShellText.Redact);
        RecordFile(HostPaths.InitramfsTools, ShellText.Redact);
        RecordFolder(HostPaths.InitramfsToolsDropIns, string.Empty, ShellText.Redact);
        RecordFile(HostPaths.InitramfsToolsModules, ModuleListText.Redact);
        RecordFile(HostPaths.UpdateInitramfsSettings, ShellText.Redact);
        RecordMarker(HostPaths.BoosterRegenerate, isProgram: true);
        RecordFile(HostPaths.Booster, BoosterText.Redact);
    }

    private void RecordFolder(string folder, string ending, Func<string, Redactor, string> redact)
    {
        if (recorder.Host.Identify(folder) is { IsDirectory: true } identity && !IsNew(identity)) return;
        foreach (string name in recorder.List(folder).Where(name => name[0] != '.' && name.EndsWith(ending, StringComparison.Ordinal)))
        {
            string path = $"{folder}/{name}";
            string place = $"{folder}/{SafeName(name, ending)}";

            // A link to /dev/null, or to nothing, masks the file of that name in later folders.
            FileIdentity? file = recorder.Host.Identify(path);
            if (file is { IsDirectory: true }) continue;
            if (file is not { IsRegularFile: true }) _tree.AddMarker(place);
            else if (recorder.ReadText(path) is string text) _tree.AddText(place, redact(text, redactor));
        }
    }

    private void RecordFile(string path, Func<string, Redactor, string> redact)
    {
        if (recorder.Host.Identify(path) is not { IsRegularFile: true } identity || !IsNew(identity)) return;
        if (recorder.ReadText(path) is string text) _tree.AddText(path, redact(text, redactor));
    }

    private void RecordMarker(string path, bool isProgram)
    {
        if (recorder.Host.Identify(path) is { IsDirectory: false }) _tree.AddMarker(path, isProgram);
    }

    // /lib is a link to /usr/lib on most systems, and the ESP is often mounted in one of several places.
    private bool IsNew(FileIdentity identity)
    {
        if (_seen.Exists(identity.IsSameFile)) return false;
        _seen.Add(identity);
        return true;
    }

    // Loader entries are named after the machine id.
    private string SafeName(string name, string ending) =>
        PlainNames.Hold(name) ? redactor.Scrub(name) : redactor.Placeholder(name) + ending;
}
