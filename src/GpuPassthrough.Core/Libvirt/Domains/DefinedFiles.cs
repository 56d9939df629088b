using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Document;

namespace GpuPassthrough.Libvirt.Domains;

/// <summary>What the system daemon keeps of its domains on disk: good enough to look at where the daemon cannot be asked.</summary>
internal static class DefinedFiles
{
    private const string Ending = ".xml";

    /// <summary>Those that can be read; nothing is made of others.</summary>
    internal static IEnumerable<DomainDocument> Read(HostRoot host)
    {
        foreach (HostEntry entry in host.List(HostPaths.DomainDefinitions).Where(entry => entry.Name.EndsWith(Ending, StringComparison.Ordinal)))
        {
            if (host.ReadBytes($"{HostPaths.DomainDefinitions}/{entry.Name}", DomainValidation.MostCharacters) is byte[] bytes && Parse(bytes, entry.Name) is DomainDocument document) yield return document;
        }
    }

    private static DomainDocument? Parse(byte[] bytes, string name)
    {
        try
        {
            return DomainDocument.Parse(bytes, name);
        }
        catch (DomainDocumentException)
        {
            return null;
        }
    }
}
