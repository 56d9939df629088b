using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Grub;

/// <summary>Adds an argument that is new to GRUB_CMDLINE_LINUX_DEFAULT, which recovery entries leave out: they boot without it.</summary>
internal static class GrubAddition
{
    internal static GrubDefaults Add(GrubDefaults defaults, KernelToken token)
    {
        GrubLine everywhere = GrubLine.Of(defaults, GrubLine.Everywhere);
        GrubLine line = GrubLine.Of(defaults, GrubLine.Default);
        if (everywhere.Line.End >= 0) throw new BootConfigurationException("GrubArgumentsEnd", everywhere.PlaceAt(everywhere.Line.End), token.Text);
        GrubDefaults added = line.Line.End >= 0 ? AddTo(defaults, line.Value.At(line.Line.End).Run, token)
            : defaults.Shell.ReadsDropIns ? AddToDropIn(defaults, token)
            : AddInPlace(defaults, line, token);

        // Not so where the file ends with a backslash, which takes in the line that comes behind it.
        return IsAdded(defaults, added, token) ? added : throw new BootConfigurationException("GrubPlanNotAsWanted", $"/{HostPaths.GrubDefaults}", token.Name);
    }

    private static GrubDefaults AddToDropIn(GrubDefaults defaults, KernelToken token)
    {
        ShellFile? own = defaults.Files.LastOrDefault(GrubOwnText.IsOurs);
        IEnumerable<GrubDefaults> choices = own is not null
            ? [AddToOwn(defaults, own, token)]
            : GrubOwnText.DropIns.Where(path => defaults.File(path) is null).Select(path => defaults.With(path, GrubOwnText.DropIn(token)));
        return choices.FirstOrDefault(choice => IsAdded(defaults, choice, token)) ?? throw Overridden(choices.Last(), token);
    }

    private static GrubDefaults AddToOwn(GrubDefaults defaults, ShellFile own, KernelToken token)
    {
        ShellAssignment? assignment = own.Assignments.LastOrDefault(assignment => assignment.Name == GrubLine.Default && assignment.IsPlain);
        return assignment is null ? defaults.With(own.Path, $"{own.Text}{GrubOwnText.ByHand(token)}\n") : AddTo(defaults, own, assignment, token);
    }

    private static GrubDefaults AddInPlace(GrubDefaults defaults, GrubLine line, KernelToken token)
    {
        if (line.Value.Unknown is ShellRun unknown) throw ByHand(unknown.File.Place(unknown.Line), unknown.Reason!, token);
        if (line.Value is { File: ShellFile file, Assignment: ShellAssignment assignment }) return AddTo(defaults, file, assignment, token);
        return defaults.With(HostPaths.GrubDefaults, GrubOwnText.WithLine(defaults.File(HostPaths.GrubDefaults)?.Text ?? string.Empty, token));
    }

    private static GrubDefaults AddTo(GrubDefaults defaults, ShellRun run, KernelToken token)
    {
        if (run.Assignment is { IsPlain: true } assignment) return AddTo(defaults, run.File, assignment, token);
        throw ByHand(run.File.Place(run.Line), run.Reason ?? ShellCommands.OnCommand, token);
    }

    private static GrubDefaults AddTo(GrubDefaults defaults, ShellFile file, ShellAssignment assignment, KernelToken token)
    {
        KernelCommandLine own = KernelCommandLine.Parse(assignment.Value.Text);
        KernelCommandLine wanted = own.With(new TokenChange(own.Tokens.Count, token));
        return defaults.With(file.Path, ShellEditor.Replace(file, assignment, wanted.ToString()));
    }

    private static bool IsAdded(GrubDefaults before, GrubDefaults after, KernelToken token) => Count(after, token) > Count(before, token);

    private static int Count(GrubDefaults defaults, KernelToken token) => GrubLine.Of(defaults, GrubLine.Default).Tokens.Count(other => other == token);

    private static BootConfigurationException Overridden(GrubDefaults defaults, KernelToken token)
    {
        ShellValue value = defaults[GrubLine.Default];
        string place = value.Unknown is ShellRun unknown ? unknown.File.Place(unknown.Line) : value.File!.Place(value.Assignment!.Line);
        return new BootConfigurationException("GrubDropInOverridden", place, token.Text, GrubOwnText.ByHand(token));
    }

    private static BootConfigurationException ByHand(string place, string reason, KernelToken token) =>
        new("GrubValueDepends", place, Messages.Format(reason), GrubOwnText.ByHand(token), $"/{HostPaths.GrubDefaults}");
}
