using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Readiness.Status;

/// <summary>Commands of this module as they are typed.</summary>
/// <param name="request">What was asked.</param>
internal sealed class StatusCommand(StatusRequest request)
{
    /// <summary>A command line; words that a shell of PowerShell would take apart are quoted.</summary>
    internal string Of(string name, params IEnumerable<string> words)
    {
        IEnumerable<string> root = request.HostRoot is null ? [] : ["-HostRoot", request.HostRoot];
        return string.Join(' ', [name, .. words.Concat(root).Select(Quote)]);
    }

    /// <summary>One that edits the configuration of the boot loader.</summary>
    internal string OfBoot(string name, params IEnumerable<string> words) =>
        Of(name, request.BootLoader is null ? words : words.Concat(["-BootLoader", request.BootLoader]));

    /// <summary>One that works on a domain, which may be a file.</summary>
    internal string OfDomain(string name, DomainDefinition domain, params IEnumerable<string> words) => domain.Path is string path
        ? Of(name, ["-LiteralPath", path, .. words])
        : Of(name, ["-Name", domain.Name, .. words, .. Daemon()]);

    /// <summary>The daemon, where it was named.</summary>
    internal IEnumerable<string> Daemon() => request.Uri is null ? [] : ["-Uri", request.Uri];

    // A colon inside a word is harmless, and addresses and IDs have them; a word of digits would be read as a number.
    private static string Quote(string word)
    {
        bool isPlain = word.Length > 0 && !char.IsAsciiDigit(word[0]) && word.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '/' or ':');
        return isPlain || Pci.PciAddress.TryParse(word, out _) ? word : $"'{word.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
