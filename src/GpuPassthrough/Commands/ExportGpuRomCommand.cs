using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Binding;
using GpuPassthrough.Completion;
using GpuPassthrough.Firmware;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Usage;

namespace GpuPassthrough.Commands;

/// <summary>Export-GpuRom: images option ROMs of a host's cards.</summary>
[Cmdlet(VerbsData.Export, "GpuRom", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(GpuRom))]
public sealed class ExportGpuRomCommand : TargetCommand, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The cards: of each, the ROM of its display function is read.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [PciTargetTransformation]
    [ArgumentCompleter(typeof(AddressCompleter))]
    [AllowEmptyCollection]
    public PciTarget[]? Address { get; set; }

    /// <summary>The directory, or for one card the file, to write. Without it a directory that QEMU may read.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>Replaces a file that exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc />
    protected override void ProcessRecord() => Collect(Address, MyInvocation.BoundParameters.ContainsKey(nameof(Address)));

    /// <inheritdoc />
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        using HostRoot host = OpenHost(Targets);
        List<PciDevice> cards = Cards(host);
        if (cards.Count == 0) return;
        using RomFolder folder = RomFolder.Open(host, Destination is null ? null : ResolveFilePath(Destination), cards.Count);
        if (folder.Doubt() is string doubt) WriteWarning(doubt);
        IReadOnlyDictionary<PciAddress, DeviceUse[]> uses = UsageReader.Read(host, cards.Select(card => card.Address));
        RomExporter exporter = new(host);
        foreach (PciDevice card in cards) Try(() => Export(host, exporter, exporter.Plan(card, uses[card.Address]), folder));
    });

    private List<PciDevice> Cards(HostRoot host)
    {
        PciInventory inventory = PciInventory.Read(host);
        List<PciTarget> endpoints = [.. Targets.Where(target => !target.IsBridgeOfGroup)];
        IReadOnlyList<PciDevice> named = Select(inventory, host, endpoints.Count > 0 ? endpoints : Targets);
        foreach (PciDeviceException error in inventory.Errors.Where(error => Targets.Any(target => target.Address.ToString() == error.Address))) WriteError(error);
        List<PciDevice> cards = CardFunctions.Choose(inventory.Devices, named);
        foreach (PciDevice other in named.Where(device => !cards.Contains(device))) WriteVerbose($"Left out {other}: the ROM of a card is that of its display function.");
        return cards;
    }

    private void Export(HostRoot host, RomExporter exporter, RomPlan plan, RomFolder folder)
    {
        string path = folder.PathFor(plan.Device, DateTime.Now);
        folder.Check(path, Force);
        string where = host.IsLive ? "" : $" of the host at {host.Path}";
        if (!ShouldProcess($"{plan.Device}{where} ({plan.Device.Name ?? plan.Device.Id})", $"Read the option ROM through {plan.Path} and write {path}")) return;
        GpuRomTaint taint = exporter.Taint(plan);
        WriteVerbose($"Reading {plan.Path}");
        byte[] bytes = Read(exporter, plan);
        WriteVerbose($"Writing {path}");
        GpuRom rom = folder.Save(path, bytes, plan, taint, Force);
        if (RomTaintText.Of(rom) is string warned) WriteWarning(warned);
        WriteObject(rom);
    }

    private byte[] Read(RomExporter exporter, RomPlan plan)
    {
        List<string> notRestored = [];
        try
        {
            return exporter.Read(plan, notRestored, rom => Progress.Bytes(Messages.Format("ProgressRoms"), rom), _stop.Token);
        }
        finally
        {
            notRestored.ForEach(WriteWarning);
        }
    }

    /// <summary>One card that fails is one error; the others still come.</summary>
    private void Try(Action work)
    {
        try
        {
            work();
        }
        catch (PassthroughException exception)
        {
            WriteError(exception);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The engine ends the pipeline; the function is as it was.
        }
    }
}
