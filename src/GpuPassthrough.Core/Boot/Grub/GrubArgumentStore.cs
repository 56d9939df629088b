using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Boot.Loaders;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Grub;

/// <summary>Kernel arguments in GRUB's defaults: <c>/etc/default/grub</c> and the drop-ins beside it.</summary>
/// <param name="host">The host.</param>
/// <param name="refresh">The commands that make grub.cfg of them.</param>
/// <param name="space">The room they need.</param>
internal sealed class GrubArgumentStore(HostRoot host, IReadOnlyList<PlannedCommand> refresh, IReadOnlyList<PlannedSpace> space) : ArgumentStore
{
    // BOOT_IMAGE=, root=UUID= and ro, which GRUB puts before ours, and rootflags= or more of a distribution.
    private const int AddedByGrub = 256;

    internal override IReadOnlyList<ConfiguredArgument> Read()
    {
        GrubDefaults defaults = GrubDefaults.Read(host);
        GrubLine[] lines = [.. GrubLine.Names.Select(name => GrubLine.Of(defaults, name))];
        IEnumerable<GrubLine> seen = lines[0].Line.End < 0 && lines[0].Line.IsClosed ? lines : lines.Take(1);
        return [.. seen.SelectMany(Arguments)];
    }

    internal override BootPart Plan(IReadOnlyList<ArgumentEdit> edits)
    {
        GrubDefaults defaults = GrubDefaults.Read(host);
        if (edits.Count == 0) return BootPart.Nothing;
        GrubProblems.Check(defaults);
        GrubCheck.Closed(defaults);
        GrubDefaults wanted = edits.Aggregate(defaults, GrubEditor.Fulfil);
        PlannedFile[] files = [.. Files(defaults, wanted)];
        if (files.Length == 0) return BootPart.Nothing with { Notes = defaults.Problems };
        KernelCommandLineLimits.Of(host).Check(Whole(defaults), Whole(wanted), $"/{HostPaths.GrubDefaults}", AddedByGrub);
        return new BootPart { Files = files, Commands = refresh, Space = space, Notes = wanted.Problems };
    }

    // What is unknown is not shown as an argument.
    private static IEnumerable<ConfiguredArgument> Arguments(GrubLine line) => Enumerable.Range(0, line.Tokens.Count)
        .Where(index => !line.Tokens[index].Text.Contains(ShellPart.Placeholder))
        .Select(index => new ConfiguredArgument(KernelToken.Parse(ByteText.Readable(GrubScript.Unescape(line.Tokens[index].Text))), line.PlaceOf(index)));

    private static IEnumerable<PlannedFile> Files(GrubDefaults before, GrubDefaults after) =>
        from path in before.Files.Concat(after.Files).Select(file => file.Path).Distinct()
        let file = new PlannedFile(path, Bytes(before.File(path)), Bytes(after.File(path)))
        where file.ChangesSomething
        select file;

    private static byte[]? Bytes(ShellFile? file) => file is null ? null : ByteText.Bytes(file.Text);

    private static KernelCommandLine Whole(GrubDefaults defaults) => KernelCommandLine.Parse(string.Join(' ', GrubLine.Names.Select(name => defaults[name].Text)));
}
