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
        foreach (object? value in PassedObjects.Each(inputData)) Collect(value, targets);
        return targets.ToArray();
    }

    private static void Collect(object? value, List<ChangeTarget> targets)
    {
        switch (PassedObjects.Bare(value))
        {
            case ChangeTarget target:
                targets.Add(target);
                return;
            case PassthroughChange change:
                if (change.Id is int id) targets.Add(new ChangeTarget(id, change.HostRoot, change.HostId));
                return;
            case PSCustomObject when PSObject.AsPSObject(value!) is PSObject bag && bag.Properties["Id"] is PSPropertyInfo number && bag.Properties["RebootRequired"] is not null:
                if (number.Value is not null) targets.Add(new ChangeTarget(Number(number.Value), PassedObjects.Text(bag, "HostRoot"), PassedObjects.Text(bag, "HostId")));
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
