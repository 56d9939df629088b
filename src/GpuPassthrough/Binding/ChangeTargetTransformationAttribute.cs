using System.Collections;
using System.Management.Automation;
using GpuPassthrough.Changes;

namespace GpuPassthrough.Binding;

/// <summary>Makes targets of numbers, and of changes as Get-PassthroughChange returns them, alive or deserialised. One that is only planned names none.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ChangeTargetTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        List<ChangeTarget> targets = [];
        Collect(inputData, targets);
        return targets.ToArray();
    }

    private static void Collect(object? value, List<ChangeTarget> targets)
    {
        object? inner = value is PSObject wrapped ? wrapped.BaseObject : value;
        switch (inner)
        {
            case ChangeTarget target:
                targets.Add(target);
                return;
            case PassthroughChange change:
                if (change.Id is int id) targets.Add(new ChangeTarget(id, change.HostRoot, change.HostId));
                return;
            case IEnumerable items when inner is not (string or IDictionary):
                foreach (object? item in items) Collect(item, targets);
                return;
            case PSCustomObject when PSObject.AsPSObject(value!) is { Properties: var properties } && properties["Id"] is PSPropertyInfo number && properties["RebootRequired"] is not null:
                if (number.Value is not null) targets.Add(new ChangeTarget(Number(number.Value), properties["HostRoot"]?.Value?.ToString(), properties["HostId"]?.Value?.ToString()));
                return;
            default:
                targets.Add(new ChangeTarget(Number(value)));
                return;
        }
    }

    private static int Number(object? value) => value is not (null or bool) && LanguagePrimitives.TryConvertTo(value, out int number) && number > 0
        ? number
        : throw new ArgumentTransformationMetadataException(Messages.Format("ChangeTargetUnknown", value ?? "null"));
}
