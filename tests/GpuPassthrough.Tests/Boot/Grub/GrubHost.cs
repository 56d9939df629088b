using System.Text;
using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Boot.Grub;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;

namespace GpuPassthrough.Tests.Boot.Grub;

/// <summary>A host that boots with GRUB, and what shells make of its defaults.</summary>
internal sealed class GrubHost : IDisposable
{
    public const string Main = "etc/default/grub";
    public const string Own = "etc/default/grub.d/zz-gpu-passthrough.cfg";

    // What of grub-mkconfig matters here, in Debian's form and in GRUB's own.
    private const string Sources = "#! /bin/sh\nset -e\nif test -f ${sysconfdir}/default/grub ; then\n  . ${sysconfdir}/default/grub\nfi\n";
    private const string SourcesDropIns = Sources + "for x in ${sysconfdir}/default/grub.d/*.cfg ; do\n  if [ -e \"${x}\" ]; then\n    . \"${x}\"\n  fi\ndone\n";

    private readonly TemporaryHost _folder = new();

    private GrubHost(string shell, string program, string text)
    {
        _folder.File($"usr/bin/{shell}", "").Link("usr/bin/sh", shell).Link("bin", "usr/bin").File(program, text).Folder("etc/default/grub.d");
        Host = HostRoot.Open(_folder.Root);
    }

    public HostRoot Host { get; }

    public GrubDefaults Defaults => GrubDefaults.Read(Host);

    public static GrubHost Debian() => new("dash", "usr/sbin/grub-mkconfig", SourcesDropIns);

    public static GrubHost Arch() => new("bash", "usr/bin/grub-mkconfig", Sources);

    public void Dispose()
    {
        Host.Dispose();
        _folder.Dispose();
    }

    public GrubHost With(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.PathOf(path))!);
        File.WriteAllBytes(_folder.PathOf(path), Encoding.Latin1.GetBytes(text));
        return this;
    }

    public string? Text(string path) => File.Exists(_folder.PathOf(path)) ? Encoding.Latin1.GetString(File.ReadAllBytes(_folder.PathOf(path))) : null;

    /// <summary>The files of etc and what they hold.</summary>
    public string Tree() => string.Join('\n', Directory.GetFiles(_folder.PathOf("etc"), "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(path => $"== {path}\n{Encoding.Latin1.GetString(File.ReadAllBytes(path))}"));

    public IEnumerable<string> Arguments() => Store().Read().Select(argument => $"{argument.Source} {argument.Token.Text}");

    public BootPart Plan(params ArgumentEdit[] edits) => Store().Plan(edits);

    /// <summary>Plans and writes.</summary>
    public GrubHost Do(params ArgumentEdit[] edits)
    {
        foreach (PlannedFile file in Plan(edits).Files)
        {
            if (file.New is byte[] bytes) File.WriteAllBytes(_folder.PathOf(file.Path), bytes);
            else File.Delete(_folder.PathOf(file.Path));
        }

        return this;
    }

    /// <summary>The two variables as a shell has them when it has sourced the files as grub-mkconfig does; null when it fails.</summary>
    public (string Everywhere, string Default)? Sourced(string shell, bool dropIns = true)
    {
        const string Script = "set -e; . \"$1/etc/default/grub\"; if [ \"$2\" = yes ]; then for x in \"$1\"/etc/default/grub.d/*.cfg; do if [ -e \"$x\" ]; then . \"$x\"; fi; done; fi; "
            + "printf '%s\\036%s\\036ok' \"$GRUB_CMDLINE_LINUX\" \"$GRUB_CMDLINE_LINUX_DEFAULT\"";
        string[] options = shell == "bash" ? ["--posix", "-c"] : ["-c"];
        string[] values = Tool.Run(shell, [.. options, Script, "grub-mkconfig", _folder.Root, dropIns ? "yes" : "no"]).Split('\u001e');
        return values is [string everywhere, string normal, "ok"] ? (everywhere, normal) : null;
    }

    private GrubArgumentStore Store() => new(Host, [new PlannedCommand("update-grub")], [new PlannedSpace("boot", 1)]);
}
