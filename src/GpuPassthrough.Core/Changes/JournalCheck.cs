using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>
/// What an entry of the journal may say. It is read by root and acted on, so nothing in it is trusted: paths are
/// limited to the kinds that the module writes, everything is bounded.
/// </summary>
internal static class JournalCheck
{
    private const int MostItems = 256;
    private const int LongestText = 4096;
    private const int LongestOutput = 131072;

    /// <exception cref="JournalException">It says something else.</exception>
    internal static void Check(string path, int id, JournalEntry entry)
    {
        if (Fault(id, entry) is string fault) throw JournalException.Malformed(path, fault);
        if (Array.Find(entry.Files, file => !WritablePaths.Allows(file.Path)) is JournalFile file) throw JournalException.PathRefused(path, SafeLine.Of(file.Path));
        if (Array.Find(entry.Directories, directory => !IsOwn(directory, entry)) is string foreign) throw JournalException.PathRefused(path, SafeLine.Of(foreign));
    }

    private static string? Fault(int id, JournalEntry entry)
    {
        if (entry.Schema != JournalEntry.CurrentSchema) return $"its schema is {entry.Schema}, and this version knows {JournalEntry.CurrentSchema}";
        if (entry.Id != id) return $"it says that it is number {entry.Id}";
        if (entry.State == ChangeState.Planned || !Enum.IsDefined(entry.State)) return "its state is none";
        if (IsMissing(entry)) return "a part of it is missing";
        JournalCommand[] commands = [.. entry.Commands, .. entry.UndoCommands];
        if (entry.Files.Length > MostItems || commands.Length > MostItems || entry.Directories.Length > MostItems) return "it is too long";
        if (entry.Command.Length > LongestText || entry.Summary.Length > LongestText || entry.Problem?.Length > LongestOutput) return "a text in it is too long";
        if (Array.Exists(commands, command => command.Output?.Length > LongestOutput || command.Arguments.Any(text => text.Length > LongestText))) return "a command in it is too long";
        if (Array.Exists(entry.Files, file => Math.Max(file.Old?.Length ?? 0, file.New?.Length ?? 0) > AtomicFile.LargestFile)) return "a file in it is too large";
        if (entry.Domains is JournalDomain[] domains && FaultOf(domains) is string fault) return fault;
        if (entry.Arguments is ArgumentChange arguments && !IsSane(arguments)) return "what it says of kernel arguments is none";
        return entry.Files.Select(file => file.Path).Distinct().Count() < entry.Files.Length ? "it names a file twice" : null;
    }

    // JSON may say null where the type does not.
    private static bool IsMissing(JournalEntry entry)
    {
        if (entry.Command is null || entry.Summary is null || entry.Directories is null || entry.Files is null || entry.Commands is null || entry.UndoCommands is null) return true;
        if (Array.Exists(entry.Files, file => file?.Path is null || file.RealPath is null || file.Traits?.Attributes is null)) return true;
        if (Array.Exists(entry.Directories, directory => directory is null)) return true;
        return entry.Commands.Concat(entry.UndoCommands).Any(command => command?.Arguments is not { Length: > 0 } || Array.Exists(command.Arguments, text => text is null));
    }

    // A definition is one of the domain that is named, so that no other can be defined or undefined in its place.
    private static string? FaultOf(JournalDomain[] domains)
    {
        if (domains.Length is 0 or > MostItems) return "it names too many domains, or none";
        if (Array.Exists(domains, domain => domain?.Uri is null || domain.Name is not { Length: > 0 and <= LongestText })) return "a part of it is missing";
        if (Array.Exists(domains, domain => !DomainUri.IsAllowed(domain.Uri))) return "a domain in it belongs to a daemon that the module does not use";
        if (Array.Exists(domains, domain => domain.Old is null && domain.New is null)) return "a domain in it has no definition";
        bool areDefinitions = domains.All(domain => new[] { domain.Old, domain.New, domain.Defined }.OfType<string>().All(xml => DomainXml.IsDomain(xml, domain.Uuid)));
        if (!areDefinitions) return "a definition in it is not one of the domain that it names";
        return domains.Select(domain => (domain.Uri, domain.Uuid)).Distinct().Count() < domains.Length ? "it names a domain twice" : null;
    }

    // One word each, which no program takes for an option of its own.
    private static bool IsSane(ArgumentChange arguments)
    {
        if (arguments.Keeper is not { Length: > 0 and < 64 } || arguments.Added is null || arguments.Removed is null) return false;
        if (arguments.Added.Length + arguments.Removed.Length > MostItems) return false;
        return arguments.Added.Concat(arguments.Removed).All(word => word is { Length: > 0 and <= LongestText } && char.IsAsciiLetterOrDigit(word[0]) && !word.Any(char.IsControl));
    }

    private static bool IsOwn(string directory, JournalEntry entry) =>
        WritablePaths.AllowsDirectory(directory) && Array.Exists(entry.Files, file => file.Path.StartsWith(directory + "/", StringComparison.Ordinal));
}
