using System.ComponentModel;
using System.Management.Automation;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Libvirt.Power;

namespace GpuPassthrough.Abstractions;

/// <summary>A command that starts or stops domains and waits for it. One that fails is an error; the others are still dealt with.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DomainPowerCommand : DomainTargetCommand
{
    private const int DefaultSeconds = 300;
    private const int MostSeconds = 86400;

    /// <summary>How long to wait for each domain.</summary>
    [Parameter]
    [ValidateRange(1, MostSeconds)]
    public int TimeoutSeconds { get; set; } = DefaultSeconds;

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        if (Selection.IsEmpty) return;
        using HostRoot host = OpenHostOf(Selection.Claims);
        SelectedDomains domains = Selection.Read(host, Uri, toChange: false);
        Refuse([.. domains.Errors, .. domains.Files.Select(file => DomainPowerException.NotKept(file.Definition.Path!))]);
        foreach (DomainDefinition domain in domains.Kept) Try(host, domain);
    });

    /// <summary>Whether there is nothing to do, because the domain is on, or off, already.</summary>
    private protected abstract bool IsDone(DomainDefinition domain);

    /// <summary>Asks whether to go on.</summary>
    private protected abstract bool Approve(DomainDefinition domain);

    /// <summary>Starts or stops the domain.</summary>
    private protected abstract void Act(DomainPower power, PowerWatcher watcher);

    /// <summary>Writes what -PassThru asks for: the domain as it is now.</summary>
    private protected abstract void Emit(DomainDefinition domain);

    private void Try(HostRoot host, DomainDefinition domain)
    {
        try
        {
            if (IsDone(domain)) WriteVerbose($"{domain}: it is {domain.State} already, nothing is done.");
            else if (!Approve(domain)) return;
            else Act(host, domain);
            if (PassThru) Show(host, domain);
        }
        catch (PassthroughException exception)
        {
            WriteError(exception);
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Act(HostRoot host, DomainDefinition domain)
    {
        using DomainPower power = DomainPower.Open(host, domain);
        TimeSpan limit = TimeSpan.FromSeconds(TimeoutSeconds);
        Act(power, new PowerWatcher(limit, waited => Progress.Wait(MyInvocation.MyCommand.Name, Messages.Format("ProgressWaited", domain, (int)waited.TotalSeconds, TimeoutSeconds), waited, limit), StopToken));
    }

    // A domain that was not defined is gone when it has stopped.
    private void Show(HostRoot host, DomainDefinition domain)
    {
        try
        {
            using DomainReader reader = DomainReader.ToLook(host, domain.Uri!);
            Emit(reader.Read(new DomainTarget(domain.Name, domain.Uuid)));
        }
        catch (LibvirtException) when (!domain.IsPersistent)
        {
        }
    }
}
