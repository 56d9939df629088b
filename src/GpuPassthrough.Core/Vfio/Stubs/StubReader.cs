using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Boot.Loaders;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>Compares what is configured with what is so now.</summary>
internal sealed class StubReader(StubHost scene)
{
    private readonly ForeignStubs _foreign = new(scene);
    private readonly StubDoubt _doubt = new(scene);
    private readonly StubWayBack _wayBack = new(scene);

    /// <summary>The stubs of these functions, whatever their state; of all that are configured or on vfio-pci where none is named.</summary>
    internal IReadOnlyList<VfioStub> Read(IReadOnlyCollection<PciDevice>? devices)
    {
        HashSet<PciAddress> known = [.. scene.Inventory.Devices.Select(device => device.Address)];
        IEnumerable<VfioStub> gone = devices is null ? scene.File.Stubs.Where(stub => !known.Contains(stub.Address)).Select(stub => Ours(stub, null)) : [];
        IEnumerable<VfioStub> present = (devices ?? scene.Inventory.Devices).Where(device => !device.IsBridge).Select(Read);
        return [.. present.Where(stub => devices is not null || stub.State != VfioStubState.None || IsVfio(stub.Driver)).Concat(gone).OrderBy(stub => stub.Address)];
    }

    private VfioStub Read(PciDevice device)
    {
        if (scene.File.Stubs.FirstOrDefault(stub => stub.Address == device.Address) is StubRecord record) return Ours(record, device);
        string[] configured = [.. _foreign.Of(device)];
        if (configured.Length > 0) return Other(device, VfioStubState.Foreign, configured, IsVfio(device.Driver) ? null : StubDoubt.Foreign(device));
        return Other(device, VfioStubState.None, [], IsVfio(device.Driver) ? Messages.Format("StubLiveOnly", device.Driver) : null);
    }

    private VfioStub Other(PciDevice device, VfioStubState state, string[] configured, string? reason) => new(device.Address, device.Id, device)
    {
        Configured = configured,
        State = state,
        Reason = reason,
        HostRoot = scene.Host.Path,
        HostId = scene.Host.Id,
    };

    private VfioStub Ours(StubRecord record, PciDevice? device)
    {
        (VfioStubState state, string? reason) = Judge(record, device);
        return new VfioStub(record.Address, record.Id.ToString(), device)
        {
            Strategy = record.Strategy,
            Configured = [.. Configured(record)],
            State = state,
            Reason = reason,
            WayBack = _wayBack.Of([record]),
            HostRoot = scene.Host.Path,
            HostId = scene.Host.Id,
        };
    }

    private (VfioStubState State, string? Reason) Judge(StubRecord record, PciDevice? device)
    {
        if (device is null) return (VfioStubState.NotEffective, Messages.Format("StubFunctionGone", record.Address));
        if (device.Facts.Id != record.Id) return (VfioStubState.NotEffective, Messages.Format("StubFunctionChanged", record.Address, device.Id, record.Id));
        string? missing = _doubt.NotConfigured(record);
        if (IsVfio(device.Driver)) return (VfioStubState.Active, missing);
        if (missing is not null) return (VfioStubState.NotEffective, missing);
        if (_doubt.IsPending(record)) return (VfioStubState.PendingReboot, null);
        return (VfioStubState.NotEffective, _doubt.Explain(record, device));
    }

    private IEnumerable<string> Configured(StubRecord record)
    {
        if (record.VfioId is string id)
        {
            foreach (ConfiguredArgument argument in scene.IdArguments.Where(argument => ValueList.Split(argument.Token.Value).Contains(id, StringComparer.OrdinalIgnoreCase))) yield return Messages.Format("StubConfiguredId", id, argument.Source);
        }

        string file = scene.Host.Describe(HostPaths.StubConfiguration);
        if (record.Strategy == VfioStubStrategy.Address) yield return Messages.Format("StubConfiguredAddress", file);
        if (scene.HasDriverModule && record.Modules.Count > 0) yield return Messages.Format("StubConfiguredSoftdep", string.Join(", ", record.Modules), file);
        if (_doubt.Image() is string image) yield return image;
    }

    private static bool IsVfio(string? driver) => driver?.Contains("vfio", StringComparison.Ordinal) == true;
}
