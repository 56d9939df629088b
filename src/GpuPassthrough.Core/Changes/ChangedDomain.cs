using System.Text;

namespace GpuPassthrough.Changes;

/// <summary>What a change did, or would do, to the definition of one libvirt domain.</summary>
public sealed class ChangedDomain
{
    internal ChangedDomain(string name, Guid uuid, string uri, string? old, string? content, IReadOnlyList<string> added)
    {
        Name = name;
        Uuid = uuid;
        Uri = uri;
        Action = (old, content) switch
        {
            _ when DomainXml.Same(old, content) => ChangeAction.None,
            (null, _) => ChangeAction.Create,
            (_, null) => ChangeAction.Delete,
            _ => ChangeAction.Edit,
        };
        Diff = DiffOf(name, old, content);
        Added = [.. added];
    }

    /// <summary>The domain's name.</summary>
    public string Name { get; }

    /// <summary>The domain's UUID.</summary>
    public Guid Uuid { get; }

    /// <summary>The daemon that keeps it.</summary>
    public string Uri { get; }

    /// <summary>What is done to its definition.</summary>
    public ChangeAction Action { get; }

    /// <summary>The difference of the definitions as diff -u writes it, with secrets masked; empty when there is none.</summary>
    public string Diff { get; }

    /// <summary>What libvirt added on its own when the domain was defined: addresses, controllers, defaults.</summary>
    public string[] Added { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal static string DiffOf(string name, string? old, string? content) =>
        UnifiedDiff.Of(name + ".xml", old is null ? null : Encoding.UTF8.GetBytes(old), content is null ? null : Encoding.UTF8.GetBytes(content));
}
