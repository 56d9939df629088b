using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Vfio.Binding;

namespace GpuPassthrough.Abstractions;

/// <summary>A command that changes drivers of the running machine: asks, waits for the kernel, and can be stopped.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DriverCommand : TargetCommand, IDisposable
{
    /// <summary>What a program has to end by itself, and a little more.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();

    /// <summary>How long the kernel may take for one step, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 30;

    private protected Patience Patience => new(TimeSpan.FromSeconds(TimeoutSeconds), ShowWaiting, _stop.Token);

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Lets go of what the command holds.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _stop.Dispose();
    }

    /// <summary>The functions named, without the bridges of groups; null when one of them is refused, which was reported.</summary>
    private protected IReadOnlyList<PciDevice>? Endpoints(HostRoot host, PciInventory inventory)
    {
        PciTarget[] endpoints = [.. Targets.Where(target => !target.IsBridgeOfGroup)];
        TargetChoice choice = TargetChoice.Of(inventory, host, endpoints.Length > 0 ? endpoints : Targets);
        PciDevice[] bridges = [.. choice.Devices.Where(device => device.IsBridge)];
        foreach (PassthroughException error in choice.Errors) WriteError(error);
        foreach (PciDevice bridge in bridges) WriteError(DriverBindingException.Bridge(bridge.Address));
        return bridges.Length + choice.Errors.Count > 0 ? null : choice.Devices;
    }

    /// <summary>The driver's own name, which may not be the module's.</summary>
    private protected string Spell(HostRoot host, string name)
    {
        if (!DriverName.IsValid(name)) throw DriverBindingException.Unknown(name, Messages.Format("DriverNameInvalid"));
        string driver = DriverName.Expect(host, name);
        if (driver != name) WriteVerbose(Messages.Format("DriverSpelled", name, driver));
        return driver;
    }

    /// <summary>Shows what is to be moved and asks; more urgently where the host loses something it uses.</summary>
    private protected bool Approve(HostRoot host, DriverPlan plan, string? driver)
    {
        string moves = string.Join('\n', plan.Moves);
        if (driver is not null && DriverName.Find(host, driver) is null) moves = Messages.Format("DriverModuleFirst", driver) + '\n' + moves;
        if (!host.IsLive) moves = Messages.Format("DriverOnHost", host.Path, moves);
        string caption = Messages.Format("DriverCaption");
        if (!ShouldProcess(moves, Messages.Format("DriverQuestion", moves), caption)) return false;
        return !plan.Moves.Any(move => move.TakesFromHost) || IsAsked || ShouldContinue(Messages.Format("DriverQuestionHigh", moves), caption);
    }

    /// <summary>Carries the moves out.</summary>
    private protected void Move(HostRoot host, DriverPlan plan, string? driver)
    {
        if (!host.HasDevices) throw HostNotLiveException.Device(plan.Moves[0].Device.ToString(), host.Path);
        if (host.IsLive && !Environment.IsPrivilegedProcess) throw DriverBindingException.NotRoot();
        ModuleLoader modules = new(host.IsLive ? Run : null);
        DriverMover mover = new(host, modules, Patience, _stop.Token);
        try
        {
            mover.Move(driver is null ? plan.Moves : plan.On(DriverName.Load(host, driver, modules)));
        }
        catch (PassthroughException exception) when (_stop.IsCancellationRequested)
        {
            Stopped(exception);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        Finish(host, plan, mover);
    }

    // -Confirm was given, or the session asks at every change or at none: that question was the question.
    private bool IsAsked => MyInvocation.BoundParameters.ContainsKey("Confirm") || ConfirmPreference != ConfirmImpact.High;

    private ConfirmImpact ConfirmPreference =>
        LanguagePrimitives.TryConvertTo(GetVariableValue("ConfirmPreference"), out ConfirmImpact preference) ? preference : ConfirmImpact.High;

    private void Finish(HostRoot host, DriverPlan plan, DriverMover mover)
    {
        PciAddress[] forGuests = [.. plan.Moves.Where(move => move.KeepsOverride).Select(move => move.Address)];
        foreach (string warning in mover.Warnings) WriteWarning(warning);
        foreach (string warning in GroupsAfterwards.Warnings(host, PciInventory.Read(host), forGuests)) WriteWarning(warning);
    }

    // A pipeline that is being stopped takes no more errors; what is not as before must be said all the same.
    private void Stopped(PassthroughException exception)
    {
        if (exception is DriverBindingException { IsRestored: false }) Host?.UI?.WriteWarningLine(exception.Message);
        throw new PipelineStoppedException();
    }

    private void ShowWaiting(string path, TimeSpan waited)
    {
        string status = Messages.Format("DriverWaiting", path, ((int)waited.TotalSeconds).ToString(CultureInfo.InvariantCulture), TimeoutSeconds);
        Progress.Wait(Messages.Format("DriverActivity"), status, waited, TimeSpan.FromSeconds(TimeoutSeconds));
    }

    private CommandResult Run(IReadOnlyList<string> arguments)
    {
        WriteVerbose($"Running {string.Join(' ', arguments)}");
        TimeSpan limit = TimeSpan.FromSeconds(TimeoutSeconds);

        // A module's start can hang like a driver's removal, and then the program does not even die.
        Patience patience = new(limit + Slack, ShowWaiting, _stop.Token) { Grace = Slack };
        return patience.TryRun(arguments[0], () => new CommandRunner().Run(arguments, limit, progress: null, _stop.Token), out CommandResult result)
            ? result
            : throw CommandException.Late(arguments, limit, "");
    }
}
