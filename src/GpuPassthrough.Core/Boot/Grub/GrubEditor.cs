using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Grub;

/// <summary>Fulfils wishes about kernel arguments in GRUB's defaults: texts in, texts out.</summary>
internal static class GrubEditor
{
    private const int MostSteps = 1000;

    /// <summary>The defaults with a wish fulfilled, read back.</summary>
    /// <exception cref="BootConfigurationException">It cannot be, without loss or without running the files.</exception>
    internal static GrubDefaults Fulfil(GrubDefaults defaults, ArgumentEdit edit)
    {
        ArgumentEdit wish = ForScript(edit);
        GrubDefaults changed = Scopes(defaults, wish).Aggregate(defaults, (current, scope) => Fulfil(current, Merging(current, wish, scope), scope));
        GrubCheck.OthersStay(defaults, changed, wish);
        return changed;
    }

    // Names in an assignment of the user are changed there. With GRUB_CMDLINE_LINUX_DEFAULT having the name as well, this one
    // counts, as it comes last, and the other stays: recovery entries have nothing else.
    private static string[] Scopes(GrubDefaults defaults, ArgumentEdit wish)
    {
        if (wish.Kind is ArgumentEditKind.Remove or ArgumentEditKind.TakeOut) return [GrubLine.Default, GrubLine.Everywhere];
        GrubLine everywhere = GrubLine.Of(defaults, GrubLine.Everywhere);
        bool isFurther = wish.Kind == ArgumentEditKind.Append && ArgumentNames.IsRepeated(wish.Name);
        if (isFurther) return everywhere.Tokens.Any(token => token.Is(wish.Name) && token.Value == wish.Value) ? [] : [GrubLine.Default];
        return everywhere.Has(wish.Name) && !GrubLine.Of(defaults, GrubLine.Default).Has(wish.Name) ? [GrubLine.Everywhere] : [GrubLine.Default];
    }

    // Of lists of hardware IDs the last one alone counts: it takes in those before it.
    private static ArgumentEdit Merging(GrubDefaults defaults, ArgumentEdit wish, string scope)
    {
        if (wish.Kind != ArgumentEditKind.Append || scope != GrubLine.Default || !ArgumentNames.IsIdList(wish.Name)) return wish;
        IEnumerable<string?> before = GrubLine.Of(defaults, GrubLine.Everywhere).Tokens.Where(token => token.Is(wish.Name)).Select(token => token.Value);
        return wish with { Value = ValueList.Union(before.Append(wish.Value), StringComparer.OrdinalIgnoreCase) };
    }

    private static GrubDefaults Fulfil(GrubDefaults defaults, ArgumentEdit wish, string scope)
    {
        for (int step = 0; step < MostSteps; step++)
        {
            GrubLine line = GrubLine.Of(defaults, scope);
            TokenChange? change = wish.Changes(line.Tokens).MaxBy(change => change.Index);
            if (change is null) return defaults;
            defaults = change.Index == line.Tokens.Count ? GrubAddition.Add(defaults, change.Token!) : Change(defaults, line, change);
        }

        throw new BootConfigurationException("GrubPlanNotAsWanted", $"/{HostPaths.GrubDefaults}", wish.Name);
    }

    private static GrubDefaults Change(GrubDefaults defaults, GrubLine line, TokenChange change)
    {
        KernelToken token = line.Tokens[change.Index];
        (ShellRun run, int offset) = line.Value.At(line.Line.Start(change.Index));
        bool isWhole = run.Assignment is { IsCertain: true } && offset + token.Text.Length <= run.Text.Length;
        KernelCommandLine? own = isWhole ? KernelCommandLine.Parse(run.Assignment!.Value.Text) : null;
        int index = own is null ? -1 : Enumerable.Range(0, own.Tokens.Count).FirstOrDefault(index => own.Start(index) == run.Start + offset && own.Tokens[index] == token, -1);
        if (index < 0) throw new BootConfigurationException("GrubTokenNotEditable", line.PlaceOf(change.Index), ByteText.Readable(token.Text.Replace(ShellPart.Placeholder, '?')));
        string text = ShellEditor.Replace(run.File, run.Assignment!, own!.With(change with { Index = index }).ToString());
        return defaults.With(run.File.Path, GrubOwnText.Tidy(ShellFile.Parse(run.File.Path, text)));
    }

    private static ArgumentEdit ForScript(ArgumentEdit edit)
    {
        string name = ByteText.Of(edit.Name);
        if (GrubScript.Escape(name, name) != name) throw new BootConfigurationException("ArgumentNotWritable", edit.Name);
        return edit with { Name = name, Value = edit.Value is null ? null : GrubScript.Escape(name, ByteText.Of(edit.Value)) };
    }
}
