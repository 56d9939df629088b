using System.Collections;
using System.Management.Automation;
using GpuPassthrough.Changes;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Binding;

/// <summary>
/// Makes <see cref="DomainTarget"/>s of what people pass as domains: our objects alive or deserialised, names, files, lists of
/// these, and a change that was only planned, so that a whole pipeline can be tried with -WhatIf.
/// </summary>
internal static class DomainTargetReader
{
    internal static DomainTarget[] Read(object? value)
    {
        List<DomainTarget> targets = [];
        Collect(value, targets);
        return [.. targets];
    }

    private static void Collect(object? value, List<DomainTarget> targets)
    {
        object? inner = value is PSObject wrapped ? wrapped.BaseObject : value;
        switch (inner)
        {
            case null:
                throw Error("DomainNull");
            case DomainTarget target:
                targets.Add(target);
                return;
            case LibvirtDomain domain:
                targets.Add(DomainTarget.From(domain));
                return;
            case PassthroughChange change:
                targets.AddRange(change.Domains.Select(domain => new DomainTarget(domain.Name, domain.Uuid, domain.Uri, null, change.HostRoot, change.HostId)));
                if (change.Domains.Length == 0) targets.AddRange(change.Files.Select(file => new DomainTarget(null, Path: file.Path)));
                return;
            case string { Length: > 0 } name:
                targets.Add(new DomainTarget(name));
                return;
            case FileInfo file:
                targets.Add(new DomainTarget(null, Path: file.FullName));
                return;
            case IEnumerable items when inner is not (string or IDictionary):
                foreach (object? item in items) Collect(item, targets);
                return;
            default:
                targets.Add(FromProperties(PSObject.AsPSObject(value!)));
                return;
        }
    }

    // A deserialised LibvirtDomain, or what was made to look like one.
    private static DomainTarget FromProperties(PSObject bag)
    {
        string? name = Text(bag, "Name");
        string? uri = Text(bag, "Uri");
        string? path = Text(bag, "Path");
        if (name is null || (uri is null && path is null)) throw Error("DomainUnknown", bag.TypeNames.FirstOrDefault());
        Guid? uuid = Guid.TryParse(Text(bag, "Uuid"), out Guid parsed) ? parsed : null;
        return new DomainTarget(name, uuid, uri, uri is null ? path : null, Text(bag, "HostRoot"), Text(bag, "HostId"));
    }

    private static string? Text(PSObject bag, string property) => bag.Properties[property]?.Value?.ToString() is { Length: > 0 } text ? text : null;

    private static ArgumentTransformationMetadataException Error(string message, params object?[] arguments) => new(Messages.Format(message, arguments));
}
