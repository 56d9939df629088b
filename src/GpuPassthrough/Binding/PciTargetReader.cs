using System.Collections;
using System.Management.Automation;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Binding;

/// <summary>
/// Makes <see cref="PciTarget"/>s of what people pass as devices: addresses as text, our objects alive or deserialised,
/// anything with an Address property, and lists of these. The bridges of a group are marked: they stay with the host.
/// </summary>
internal static class PciTargetReader
{
    internal static PciTarget[] Read(object? value)
    {
        List<PciTarget> targets = [];
        Collect(value, targets);
        return [.. targets];
    }

    private static void Collect(object? value, List<PciTarget> targets)
    {
        object? inner = PassedObjects.Bare(value);
        switch (inner)
        {
            case null:
                throw Error("TargetNull");
            case PciTarget target:
                targets.Add(target);
                return;
            case PciDevice device:
                targets.Add(PciTarget.From(device));
                return;
            case IommuGroup group:
                targets.AddRange(PciTarget.From(group));
                return;
            case PciAddress address:
                targets.Add(new PciTarget(address));
                return;
            case string text:
                targets.Add(new PciTarget(Parse(text)));
                return;
            case PSMethodInfo { Name: "Address" }:
                throw Error("TargetListAddress");
            case IEnumerable items when PSObject.AsPSObject(value).Properties["Address"] is null:
                foreach (object? item in items) Collect(item, targets);
                return;
            default:
                targets.AddRange(FromProperties(value!, inner));
                return;
        }
    }

    private static IEnumerable<PciTarget> FromProperties(object value, object inner)
    {
        PSObject bag = PSObject.AsPSObject(value);
        string? hostRoot = PassedObjects.Text(bag, "HostRoot");
        string? hostId = PassedObjects.Text(bag, "HostId");
        string[] addresses = Texts(bag, "Address");
        if (addresses.Length == 0)
        {
            bool isNumber = inner is IConvertible and not bool and not DateTime and not char and not Enum;
            throw isNumber ? Error("TargetNumber", value) : Error("TargetUnknown", bag.TypeNames.FirstOrDefault() ?? inner.GetType().FullName);
        }

        // One object's Id is its only function's; a group has one Id for each Address, in the same order.
        string[] ids = Texts(bag, "Id");
        HashSet<string>? endpoints = bag.Properties["Endpoints"] is null ? null : [.. Texts(bag, "Endpoints")];
        return [.. addresses.Select((address, index) => new PciTarget(
            Parse(address),
            hostRoot,
            hostId,
            ExpectedId(ids, index, addresses.Length),
            IsBridgeOfGroup: endpoints?.Contains(address) == false))];
    }

    private static HardwareId? ExpectedId(string[] ids, int index, int count) =>
        ids.Length == count && HardwareId.TryParse(ids[index], out HardwareId id) ? id : null;

    private static PciAddress Parse(string text) =>
        PciAddress.TryParse(text, out PciAddress address) ? address : throw Error("InvalidPciAddress", text);

    private static string[] Texts(PSObject bag, string property)
    {
        object? value = bag.Properties[property]?.Value;
        return PassedObjects.Bare(value) switch
        {
            null => [],
            IEnumerable items and not string => [.. items.Cast<object?>().Select(item => item?.ToString() ?? string.Empty)],
            _ => [value!.ToString() ?? string.Empty],
        };
    }

    private static ArgumentTransformationMetadataException Error(string message, params object?[] arguments) => new(Messages.Format(message, arguments));
}
