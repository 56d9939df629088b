using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders;

/// <summary>One of the boot loaders that the module knows: what tells that it is in use, and where its kernel arguments are.</summary>
internal abstract class LoaderKind
{
    /// <summary>The name by which <c>-BootLoader</c> chooses it.</summary>
    internal abstract string Name { get; }

    /// <summary>What it is as seen from the running system.</summary>
    internal abstract LoaderFamilies Families(BootFacts facts);

    /// <summary>What speaks for it, a sentence each; none when nothing does. That a program is installed is never enough.</summary>
    internal abstract IReadOnlyList<string> Find(BootFacts facts);

    /// <summary>True when what speaks for it leaves no other possible.</summary>
    internal virtual bool IsCertain => false;

    /// <summary>True when the module edits its configuration.</summary>
    internal virtual bool IsEdited(BootFacts facts) => true;

    /// <summary>The configuration files, below the root, those that are there.</summary>
    internal abstract IReadOnlyList<string> Files(BootFacts facts);

    /// <summary>The commands after which the configuration holds, and the room they need.</summary>
    internal virtual BootPart Refresh(BootFacts facts) => BootPart.Nothing;

    /// <summary>True when a rebuilt initramfs has to be handed to the boot loader by <see cref="Refresh"/>.</summary>
    internal virtual bool CopiesImages(BootFacts facts) => false;

    /// <summary>True when a change of this file asks for <see cref="Refresh"/>.</summary>
    internal virtual bool Reads(string path) => false;

    internal abstract ArgumentStore Store(BootFacts facts);

    protected static IReadOnlyList<PlannedCommand> Run(params string[] arguments) => [new PlannedCommand(arguments)];

    protected static IReadOnlyList<string> Present(BootFacts facts, params IEnumerable<string> paths) => [.. paths.Where(facts.Has)];

    /// <summary>The files of a directory whose names end so.</summary>
    protected static IEnumerable<string> In(BootFacts facts, string folder, string ending) =>
        facts.Host.List(folder).Where(entry => entry.Name.EndsWith(ending, StringComparison.Ordinal)).Select(entry => $"{folder}/{entry.Name}");

    /// <summary>Sentences for files that are there.</summary>
    protected static IEnumerable<string> ThereAre(BootFacts facts, params IEnumerable<string> paths) =>
        paths.Where(facts.Has).Select(path => Messages.Format("BootEvidenceFile", facts.Host.Describe(path)));

    protected static string Says(BootFacts facts, string path, string text) => Messages.Format("BootEvidenceSays", facts.Host.Describe(path), SafeLine.Of(text));

    protected static string Runs(string path) => Messages.Format("BootEvidenceProgram", HostPaths.Absolute(path));
}
