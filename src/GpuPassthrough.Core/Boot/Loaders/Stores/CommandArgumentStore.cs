using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Changes;

namespace GpuPassthrough.Boot.Loaders.Stores;

/// <summary>Kernel arguments that a program of the system keeps: a change is a command, and so is the way back.</summary>
internal abstract class CommandArgumentStore(BootFacts facts, string keeper) : ArgumentStore
{
    protected BootFacts Facts => facts;

    internal sealed override IReadOnlyList<ConfiguredArgument> Read() => Entries()[0];

    /// <summary>What has to be added and taken out; of entries that differ, what any of them needs.</summary>
    internal ArgumentDelta Delta(IReadOnlyList<ArgumentEdit> edits) => ArgumentDelta.Join(Entries().Select(entry => Delta(entry, edits)));

    internal sealed override BootPart Plan(IReadOnlyList<ArgumentEdit> edits)
    {
        ArgumentDelta delta = Delta(edits);
        return delta.IsEmpty ? BootPart.Nothing : new BootPart { Commands = [Command(delta)], Arguments = delta.ToChange(keeper) };
    }

    /// <summary>The command that adds these words and takes those out, and the one that takes it back.</summary>
    /// <exception cref="BootConfigurationException">The program would not do this truly.</exception>
    internal PlannedCommand Command(ArgumentDelta delta)
    {
        Check(delta);
        PlannedCommand inverse = new(Words(delta.Inverse)) { IsRefresher = false };
        return new PlannedCommand(Words(delta)) { IsRefresher = false, Inverse = inverse };
    }

    /// <summary>The program's name and its arguments.</summary>
    protected abstract IReadOnlyList<string> Words(ArgumentDelta delta);

    /// <summary>The arguments of all entries that the program edits, the default one first.</summary>
    /// <exception cref="BootConfigurationException">They cannot be read.</exception>
    protected abstract IReadOnlyList<IReadOnlyList<ConfiguredArgument>> Entries();

    /// <exception cref="BootConfigurationException">The program would not do this truly.</exception>
    protected virtual void Check(ArgumentDelta delta)
    {
    }

    /// <summary>What the program has to be told beside the wish so that it does no more than that.</summary>
    protected virtual ArgumentDelta Complete(IReadOnlyList<ConfiguredArgument> entry, ArgumentDelta delta) => delta;

    protected BootConfigurationException Unreadable() => facts.HiddenEntries is string hidden
        ? new BootConfigurationException("BootEntriesHidden", facts.Host.Describe(hidden))
        : new BootConfigurationException("BootEntriesMissing", facts.Host.Path);

    private ArgumentDelta Delta(IReadOnlyList<ConfiguredArgument> entry, IReadOnlyList<ArgumentEdit> edits)
    {
        KernelCommandLine before = KernelCommandLine.Parse(string.Join(' ', entry.Select(argument => argument.Token.Text)));
        return Complete(entry, ArgumentDelta.Between(before, before.With(edits)));
    }
}
