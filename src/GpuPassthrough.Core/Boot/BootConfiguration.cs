using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Boot.Initramfs;
using GpuPassthrough.Boot.Loaders;
using GpuPassthrough.Boot.Loaders.Stores;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot;

/// <summary>How a host boots: its boot loader with the kernel arguments, and what makes its initramfs.</summary>
internal sealed class BootConfiguration
{
    private readonly BootFacts _facts;
    private readonly LoaderCandidate _candidate;
    private readonly Lazy<InitramfsGenerator> _initramfs;

    private BootConfiguration(BootFacts facts, LoaderCandidate candidate)
    {
        _facts = facts;
        _candidate = candidate;
        _initramfs = new Lazy<InitramfsGenerator>(() => InitramfsGenerators.Detect(facts.Host));
        Arguments = candidate.Kind.Store(facts);
    }

    /// <summary>What is known of the boot loader.</summary>
    internal BootLoader Loader => new(this, _candidate, InitramfsProblem is null ? Initramfs.Name : null);

    /// <summary>The boot loader's name.</summary>
    internal string LoaderName => _candidate.Kind.Name;

    internal ArgumentStore Arguments { get; }

    /// <exception cref="BootConfigurationException">It cannot be told which one is in use.</exception>
    internal InitramfsGenerator Initramfs => _initramfs.Value;

    /// <summary>The command line the running kernel was started with.</summary>
    internal KernelCommandLine Running => _facts.Running;

    /// <summary>The command line of the next start, as far as it is configured; that of the running kernel where the configuration is not read.</summary>
    internal KernelCommandLine Configured => Arguments.CanRead ? KernelCommandLine.Parse(string.Join(' ', Arguments.Read().Select(argument => argument.Token.Text))) : Running;

    /// <summary>Why it cannot be told what makes the initramfs; null when it can.</summary>
    internal BootConfigurationException? InitramfsProblem
    {
        get
        {
            try
            {
                _ = Initramfs;
                return null;
            }
            catch (BootConfigurationException exception)
            {
                return exception;
            }
        }
    }

    /// <summary>False when the module only says what to do.</summary>
    internal bool IsEdited => _candidate.Kind.IsEdited(_facts);

    /// <summary>Finds out how a host boots.</summary>
    /// <param name="host">The host.</param>
    /// <param name="bootLoader">The name of the boot loader where its user knows better; null to find out.</param>
    /// <exception cref="BootConfigurationException">The boot loader cannot be told for certain.</exception>
    internal static BootConfiguration Read(HostRoot host, string? bootLoader = null)
    {
        BootFacts facts = new(host);
        return new BootConfiguration(facts, LoaderDetection.Find(facts, bootLoader));
    }

    /// <summary>Works out a change of the kernel arguments; nothing when all is so already.</summary>
    /// <exception cref="BootConfigurationException">They cannot be edited, or the command line would become too long.</exception>
    internal BootPart PlanArguments(IReadOnlyList<ArgumentEdit> edits)
    {
        BootPart part = Arguments.Plan(edits);
        if (part.ChangesSomething) CheckLength(edits);
        return part;
    }

    /// <summary>What is configured, held against what runs.</summary>
    /// <param name="edits">Wishes that count as fulfilled.</param>
    internal IReadOnlyList<KernelArgument> Compare(IReadOnlyList<ArgumentEdit> edits) =>
        KernelArguments.Compare(_facts.Host, Arguments.CanRead ? KernelArguments.With(Arguments.Read(), edits) : null, Running);

    /// <summary>The boot loader's commands after which its configuration holds, whatever was changed.</summary>
    internal BootPart PlanRefresh() => _candidate.Kind.Refresh(_facts);

    /// <summary>Rebuilds the images of all kernels, and hands them to the boot loader where it keeps copies.</summary>
    internal BootPart PlanImages() => _candidate.Kind.CopiesImages(_facts) ? BootPart.Join(Initramfs.Refresh(), PlanRefresh()) : Initramfs.Refresh();

    /// <summary>The commands that complete a taking back: the initramfs first, then the boot loader, each once.</summary>
    /// <param name="host">The host.</param>
    /// <param name="question">What is put back.</param>
    internal static IReadOnlyList<PlannedCommand> Refreshers(HostRoot host, UndoQuestion question)
    {
        bool touchesImages = question.Paths.Any(InitramfsFiles.Hold);
        BootPart images = touchesImages ? InitramfsGenerators.Detect(host).Refresh() : BootPart.Nothing;
        BootFacts facts = new(host);
        IEnumerable<BootPart> loaders = LoaderDetection.Readers(facts, question.Paths, touchesImages).Select(kind => kind.Refresh(facts));
        IEnumerable<PlannedCommand> arguments = question.Arguments is ArgumentChange change ? [Command(facts, change)] : [];
        return BootPart.Join([images, new BootPart { Commands = [.. arguments] }, .. loaders]).Commands;
    }

    // The keeper's name comes from the journal, so it only chooses among those that are known.
    private static PlannedCommand Command(BootFacts facts, ArgumentChange change)
    {
        LoaderCandidate keeper = LoaderDetection.Find(facts, change.Keeper);
        return keeper.Kind.Store(facts) is CommandArgumentStore store
            ? store.Command(ArgumentDelta.Of(change))
            : throw new BootConfigurationException("BootKeeperUnusable", facts.Host.Path, keeper.Kind.Name);
    }

    private void CheckLength(IReadOnlyList<ArgumentEdit> edits)
    {
        KernelCommandLine before = Configured;

        // What the boot loader adds by itself is on the running command line, so its length is known.
        IEnumerable<KernelToken> added = Running.Tokens.Where(token => LoaderArguments.AreWritten(token) && before.Find(token.Name) is null);
        KernelCommandLineLimits.Of(_facts.Host).Check(before, before.With(edits), _facts.Host.Path, added.Sum(token => token.Text.Length + 1));
    }
}
