using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Binding;
using GpuPassthrough.Changes;
using GpuPassthrough.Completion;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Libvirt.HostDevices;
using GpuPassthrough.Pci;
using GpuPassthrough.Usage;

namespace GpuPassthrough.Commands;

/// <summary>Add-DomainHostDevice: gives functions of the host to domains, with what must come along.</summary>
[Cmdlet(VerbsCommon.Add, "DomainHostDevice", DefaultParameterSetName = ByName, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DomainHostDevice), typeof(PassthroughChange))]
public sealed class AddDomainHostDeviceCommand : DomainChangeCommand
{
    private HostDeviceRequest _request = new([]);
    private IReadOnlyList<PciDevice> _devices = [];
    private bool _isWarned;

    /// <summary>The functions. With each come all endpoints of its IOMMU group and all functions of its card.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByDomain)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "LiteralPath")]
    [PciTargetTransformation]
    [ArgumentCompleter(typeof(AddressCompleter))]
    [AllowEmptyCollection]
    public PciTarget[]? Address { get; set; }

    /// <summary>ROM files: objects of Export-GpuRom or Get-GpuRom, or one path where one display is added.</summary>
    [Parameter]
    [RomTargetTransformation]
    [AllowNull]
    [AllowEmptyCollection]
    public RomTarget[]? Rom { get; set; }

    /// <summary>Hides the ROM of the card from the guest.</summary>
    [Parameter]
    public SwitchParameter NoRomBar { get; set; }

    /// <summary>Guards to overrule, by name.</summary>
    [Parameter]
    public HostDeviceGuard[]? Allow { get; set; }

    /// <inheritdoc />
    private protected override IEnumerable<HostClaim> Claims => (Address ?? []).Concat((Rom ?? []).Select(rom => rom.Function).OfType<PciTarget>()).Select(HostClaim.Of);

    /// <inheritdoc />
    private protected override void Prepare(HostRoot host, IReadOnlyList<DomainDefinition> domains)
    {
        PciInventory inventory = PciInventory.Read(host);
        PciTarget[] named = [.. (Address ?? []).Where(target => !target.IsBridgeOfGroup)];
        TargetChoice choice = TargetChoice.Of(inventory, host, named);
        PciAddress[] addresses = [.. named.Select(target => target.Address).Distinct()];
        Refuse([.. choice.Errors.Where(error => error is not PciDeviceNotFoundException)]);
        (IReadOnlyList<PciDevice> set, IReadOnlyList<HostDeviceException> missing) = HostDeviceSelection.Close(inventory.Devices, addresses, host.Path);
        HashSet<PciAddress> functions = [.. set.Select(device => device.Address), .. missing.Select(error => (PciAddress)error.Subject)];
        RomAssignment roms = new(host, set);
        IReadOnlyDictionary<PciAddress, string> files = roms.Assign([.. (Rom ?? []).Select(rom => new RomRequest(ResolveFilePath(rom.Path), rom.Function?.Address))]);
        bool isSystem = !domains.All(domain => DomainUri.IsOfUser(domain.Uri));
        IReadOnlyList<DomainDocument> others = DomainNeighbours.Read(host, domains);
        RefuseUnlessAllowed([.. missing, .. domains.SelectMany(domain => HostDeviceSelection.TakenElsewhere(domain.Document, functions, others)), .. roms.Check(files, isSystem)]);
        if (isSystem) foreach (string hint in roms.Hints(files)) WriteWarning(hint);
        _devices = inventory.Devices;
        _request = new HostDeviceRequest(functions) { Roms = files, WithoutRomBar = WithoutRomBar(set, functions) };
    }

    /// <inheritdoc />
    private protected override string Summarize(string domains) => Messages.Format("HostDeviceAdd", string.Join(", ", _request.Functions.Order()), domains);

    /// <inheritdoc />
    private protected override DomainDocument Edit(HostRoot host, DomainDefinition domain)
    {
        HostDeviceResult result = HostDeviceEditor.Add(domain.Document, _request);
        foreach (string note in result.Notes) Tell($"{domain}: {note}", isChanged: true);
        if (!result.Document.Equals(domain.Document)) WarnOfUse(host);
        return result.Document;
    }

    /// <inheritdoc />
    private protected override void Emit(HostRoot host, DomainDefinition domain) =>
        WriteObject(HostDeviceReader.Read(domain, _devices).Where(device => _request.Functions.Contains(device.Address)), enumerateCollection: true);

    // Once, however many domains are given them. A guest that has them is no use of the host's.
    private void WarnOfUse(HostRoot host)
    {
        if (_isWarned) return;
        _isWarned = true;
        foreach ((PciAddress address, DeviceUse[] uses) in UsageReader.Read(host, _request.Functions))
        {
            string[] own = [.. uses.Where(use => use.Kind != DeviceUseKind.Guest).Select(use => use.ToString())];
            if (own.Length > 0) WriteWarning(Messages.Format("HostDeviceUsed", address, string.Join(", ", own)));
        }
    }

    private void RefuseUnlessAllowed(IReadOnlyList<HostDeviceException> errors)
    {
        HashSet<HostDeviceGuard> allowed = [.. Allow ?? []];
        foreach (HostDeviceException error in errors.Where(error => error.Guard is HostDeviceGuard guard && allowed.Contains(guard))) WriteWarning(error.Message);
        Refuse([.. errors.Where(error => error.Guard is not HostDeviceGuard guard || !allowed.Contains(guard))]);
    }

    private HashSet<PciAddress> WithoutRomBar(IReadOnlyList<PciDevice> set, HashSet<PciAddress> functions)
    {
        if (!NoRomBar) return [];
        PciAddress[] displays = [.. set.Where(device => device.IsDisplay).Select(device => device.Address)];
        return displays.Length > 0 ? [.. displays] : functions;
    }
}
