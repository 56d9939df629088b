namespace GpuPassthrough.Boot.Grub;

/// <summary>Finds what is wrong in GRUB's defaults, or cannot be known without running them.</summary>
internal static class GrubProblems
{
    internal static IEnumerable<string> Of(GrubDefaults defaults) =>
        defaults.Files.Where(file => file.BrokenLine is not null).Select(Broken)
            .Concat(defaults.Files.Where(HasCarriageReturn).Select(file => Messages.Format("GrubCarriageReturn", file.PlaceOf(file.Text.IndexOf('\r', StringComparison.Ordinal)))))
            .Concat(Unsupported(defaults).Select(place => Messages.Format("GrubAppendUnsupported", place)))
            .Concat(GrubLine.Names.Where(name => !defaults[name].IsKnown).Select(name => Unknown(name, defaults[name].Unknown!)));

    /// <exception cref="BootConfigurationException">grub-mkconfig would fail on these files.</exception>
    internal static void Check(GrubDefaults defaults)
    {
        ShellFile? broken = defaults.Files.FirstOrDefault(file => file.BrokenLine is not null);
        if (broken is not null) throw new BootConfigurationException("GrubFileBroken", broken.Place(broken.BrokenLine!.Value));
        string? unsupported = Unsupported(defaults).FirstOrDefault();
        if (unsupported is not null) throw new BootConfigurationException("GrubAppendUnsupported", unsupported);
    }

    internal static string Unknown(string name, ShellRun run) => Messages.Format("GrubValueUnknown", name, run.File.Place(run.Line), Messages.Format(run.Reason!));

    private static string Broken(ShellFile file) => Messages.Format("GrubFileBroken", file.Place(file.BrokenLine!.Value));

    private static bool HasCarriageReturn(ShellFile file) => file.Text.Contains('\r', StringComparison.Ordinal);

    private static IEnumerable<string> Unsupported(GrubDefaults defaults) => defaults.Shell.Kind != ShellKind.Dash ? []
        : defaults.Files.SelectMany(file => file.Assignments.Where(assignment => assignment.Adds).Select(assignment => file.Place(assignment.Line)));
}
