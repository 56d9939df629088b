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
        foreach (object? item in PassedObjects.Each(value)) Collect(item, targets);
        return [.. targets];
    }

    private static void Collect(object? value, List<DomainTarget> targets)
    {
        switch (PassedObjects.Bare(value))
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
            default:
                targets.Add(FromProperties(PSObject.AsPSObject(value!)));
                return;
        }
    }

    // A deserialised LibvirtDomain, or what was made to look like one.
    private static DomainTarget FromProperties(PSObject bag)
    {
        string? name = PassedObjects.Text(bag, "Name");
        string? uri = PassedObjects.Text(bag, "Uri");
        string? path = PassedObjects.Text(bag, "Path");
        if (name is null || (uri is null && path is null)) throw Error("DomainUnknown", bag.TypeNames.FirstOrDefault());
        Guid? uuid = Guid.TryParse(PassedObjects.Text(bag, "Uuid"), out Guid parsed) ? parsed : null;
        return new DomainTarget(name, uuid, uri, uri is null ? path : null, PassedObjects.Text(bag, "HostRoot"), PassedObjects.Text(bag, "HostId"));
    }

    private static ArgumentTransformationMetadataException Error(string message, params object?[] arguments) => new(Messages.Format(message, arguments));
}
