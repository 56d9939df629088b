using GpuPassthrough.Boot;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Vfio.Stubs;

namespace GpuPassthrough.Readiness.Status;

/// <summary>All that steps are judged by, read from a host at one time. What cannot be read is an error only of the steps that need it.</summary>
internal sealed class StatusScene
{
    private readonly StubHost? _stubs;
    private readonly PassthroughException? _stubProblem;
    private readonly Lazy<BootConfiguration> _boot;

    internal StatusScene(HostRoot host, StatusRequest request)
    {
        Host = host;
        Request = request;
        Command = new StatusCommand(request);
        try
        {
            _stubs = StubHost.Read(host, request.BootLoader);
        }
        catch (PassthroughException exception)
        {
            _stubProblem = exception;
        }

        Inventory = _stubs?.Inventory ?? PciInventory.Read(host);
        Groups = _stubs?.Groups ?? IommuGroupReader.Read(host, Inventory);
        _boot = new Lazy<BootConfiguration>(() => _stubs?.Boot ?? BootConfiguration.Read(host, request.BootLoader), LazyThreadSafetyMode.PublicationOnly);
        Interruption = StatusInterruption.Find(host, Command);
        Domains = new StatusDomains(host, request);
    }

    internal HostRoot Host { get; }

    internal StatusRequest Request { get; }

    internal StatusCommand Command { get; }

    internal PciInventory Inventory { get; }

    internal IReadOnlyList<IommuGroup> Groups { get; }

    internal StatusDomains Domains { get; }

    /// <summary>What keeps changes from being made; null where nothing does.</summary>
    internal StepJudgement? Interruption { get; }

    /// <summary>How the host boots.</summary>
    /// <exception cref="PassthroughException">It cannot be told.</exception>
    internal BootConfiguration Boot => _boot.Value;

    /// <summary>What stubs are made from.</summary>
    /// <exception cref="PassthroughException">It cannot be read.</exception>
    internal StubHost Stubs => _stubs ?? throw _stubProblem!;
}
