using GpuPassthrough.Host;
using GpuPassthrough.Snapshots.Redaction;

namespace GpuPassthrough.Snapshots;

/// <summary>
/// Records what tells which boot loader and which initramfs generator are in use: what the loader told the kernel, what package
/// managers have written down, and which kernels and images there are. Of kernels and images only their presence is recorded.
/// </summary>
internal sealed class BootTraceRecorder(HostRecorder recorder, Redactor redactor)
{
    private static readonly string[] KernelsAndImages = ["vmlinuz", "initrd", "initramfs", "booster-", "linux"];

    private readonly SnapshotTree _tree = recorder.Tree;

    internal void Record()
    {
        RecordVariables();
        RecordPackages();
        RecordHooks();
        RecordKernels();
        foreach (string folder in HostPaths.BootFolders) RecordImages(folder);
    }

    // Text is all that is recorded of these; of any other one the name shows that variables can be seen.
    private void RecordVariables()
    {
        foreach (string variable in (string[])[HostPaths.LoaderInfo, HostPaths.StubInfo])
        {
            bool isName = recorder.ReadBytes(variable) is { Length: > 4 } bytes && LoaderName.IsPlain(bytes);
            if (isName) _tree.AddFile(variable, recorder.ReadBytes(variable)!);
        }

        string? first = recorder.List(HostPaths.EfiVariables).FirstOrDefault(name => name.StartsWith("Boot", StringComparison.Ordinal) && PlainNames.Hold(name));
        if (first is not null) _tree.AddMarker($"{HostPaths.EfiVariables}/{first}");
    }

    // The lines that say who has made update-initramfs, and that a package is not only its leftover configuration.
    private void RecordPackages()
    {
        string program = HostPaths.Absolute(HostPaths.UpdateInitramfs);
        foreach (string package in HostPaths.InitramfsPackages)
        {
            string list = $"{HostPaths.DebianFileLists}/{package}.list";
            if (recorder.ReadText(list) is not string text) continue;
            string[] telling = [HostPaths.Absolute(HostPaths.DebianCopyright(package)), program];
            _tree.AddText(list, string.Concat(text.Split('\n').Where(telling.Contains).Select(line => line + "\n")));
        }

        if (recorder.ReadText(HostPaths.DebianDiversions) is not string diversions) return;
        IEnumerable<string> ours = diversions.Split('\n').Chunk(3).Where(lines => lines.Length == 3 && lines[0] == program).SelectMany(lines => lines);
        _tree.AddText(HostPaths.DebianDiversions, string.Concat(ours.Select(line => redactor.Scrub(line) + "\n")));
    }

    // An empty hook, or a link to the null device, hides the one of that name.
    private void RecordHooks()
    {
        foreach (string folder in (string[])[HostPaths.PacmanHooks, HostPaths.PacmanLocalHooks])
        {
            foreach (string name in recorder.List(folder).Where(name => name.EndsWith(".hook", StringComparison.Ordinal) && PlainNames.Hold(name)))
            {
                string place = $"{folder}/{redactor.Scrub(name)}";
                if (recorder.Host.Identify($"{folder}/{name}") is { IsRegularFile: true, Size: > 0 }) _tree.AddText(place, "#\n");
                else _tree.AddMarker(place);
            }
        }
    }

    // /lib is a link to /usr/lib on most systems.
    private void RecordKernels()
    {
        foreach (string tree in HostPaths.ModuleTrees)
        {
            foreach (string release in recorder.List(tree).Where(PlainNames.Hold))
            {
                string place = $"{HostPaths.ModuleTrees[0]}/{redactor.Scrub(release)}";
                if (recorder.Host.Identify($"{tree}/{release}") is not { IsDirectory: true }) continue;
                _tree.AddDirectory(place);
                if (recorder.Host.Identify($"{tree}/{release}/vmlinuz") is { IsDirectory: false }) _tree.AddMarker($"{place}/vmlinuz");
                if (recorder.ReadText($"{tree}/{release}/pkgbase") is string package && PlainNames.Hold(package.Trim())) _tree.AddText($"{place}/pkgbase", redactor.Scrub(package));
            }
        }
    }

    private void RecordImages(string folder)
    {
        RecordNames(folder, IsKernelOrImage);
        RecordNames($"{folder}/{HostPaths.UnifiedImages}", name => name.EndsWith(".efi", StringComparison.OrdinalIgnoreCase));
        foreach (string token in recorder.List(folder).Where(PlainNames.Hold))
        {
            if (recorder.Host.Identify($"{folder}/{token}") is not { IsDirectory: true }) continue;
            foreach (string release in recorder.List($"{folder}/{token}").Where(name => name.Contains('.', StringComparison.Ordinal))) RecordNames($"{folder}/{token}/{release}", IsKernelOrImage);
        }
    }

    private void RecordNames(string folder, Func<string, bool> isWanted)
    {
        foreach (string name in recorder.List(folder).Where(name => PlainNames.Hold(name) && isWanted(name)))
        {
            if (recorder.Host.Identify($"{folder}/{name}") is { IsRegularFile: true }) _tree.AddMarker(redactor.Scrub($"{folder}/{name}"));
        }
    }

    private static bool IsKernelOrImage(string name) => KernelsAndImages.Any(start => name.StartsWith(start, StringComparison.Ordinal));
}
