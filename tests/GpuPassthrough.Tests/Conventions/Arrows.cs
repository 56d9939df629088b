using GpuPassthrough.Tests.Conventions.Metadata;
using GpuPassthrough.Tests.Conventions.Source;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>Who may use whom: the parts of the product, which are folders and namespaces at once.</summary>
internal static class Arrows
{
    /// <summary>Files beside a project file: what every part may use, and what uses none.</summary>
    internal const string Base = "";

    private const string Product = "GpuPassthrough";

    private static readonly Dictionary<string, string[]> Core = new()
    {
        [Base] = [],
        ["Host"] = [],
        ["Pci"] = ["Host"],
        ["Changes"] = ["Host"],
        ["Usage"] = ["Pci", "Host"],
        ["Boot"] = ["Changes", "Host"],
        ["Firmware"] = ["Pci", "Host"],
        ["Vfio"] = ["Pci", "Usage", "Boot", "Changes", "Host"],
        ["Libvirt"] = ["Pci", "Usage", "Firmware", "Changes", "Host"],
        ["Readiness"] = ["Host", "Pci", "Changes", "Usage", "Boot", "Firmware", "Vfio", "Libvirt"],
        ["Snapshots"] = ["Pci", "Host"],
    };

    private static readonly Dictionary<string, string[]> Cmdlets = new()
    {
        ["Commands"] = ["Abstractions", "Binding", "Errors", "Completion", "Formats"],
        ["Abstractions"] = ["Binding", "Errors", "Completion"],
        ["Binding"] = [],
        ["Errors"] = [],
        ["Completion"] = [],
        ["Formats"] = [],
    };

    internal static IEnumerable<string> CoreParts => Core.Keys;

    internal static IEnumerable<string> CmdletParts => Cmdlets.Keys;

    internal static bool MayUse(string user, string used)
    {
        if (user == used || used == Base) return true;
        if (Core.TryGetValue(user, out string[]? inCore)) return inCore.Contains(used);
        return Cmdlets.TryGetValue(user, out string[]? inCmdlets) && (inCmdlets.Contains(used) || Core.ContainsKey(used));
    }

    /// <summary>What a source file uses against the arrows, and a namespace that is not its folder's.</summary>
    internal static IEnumerable<string> Violations(SourceFile file)
    {
        string expected = file.Folder == Base ? Product : $"{Product}.{file.Folder}";
        if (file.Namespace is string found && found != expected) yield return $"{file.Path} declares {found}, its folder means {expected}";
        foreach ((string part, int line) in file.NamedParts())
        {
            bool isPart = Core.ContainsKey(part) || Cmdlets.ContainsKey(part);
            if (isPart && !MayUse(file.Part, part)) yield return $"{file.Path}:{line} uses {part}";
        }
    }

    /// <summary>What the types of an assembly use against the arrows.</summary>
    internal static IEnumerable<string> Violations(AssemblyFile assembly) =>
        from user in assembly.Types
        where Part(user.Type) is not null
        from used in user.Types
        where Part(used) is not null && !MayUse(Part(user.Type)!, Part(used)!)
        select $"{user.Type} uses {used}";

    /// <summary>The part a type belongs to; null where it is none of ours.</summary>
    internal static string? Part(TypeName type) =>
        type.Namespace == Product ? Base
        : type.Namespace.StartsWith(Product + ".", StringComparison.Ordinal) ? type.Namespace.Split('.')[1]
        : null;
}
