using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Client;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Libvirt.Power;

/// <summary>Starts and stops one domain.</summary>
internal sealed class DomainPower : IDisposable
{
    private readonly HostRoot _host;
    private readonly DomainDefinition _domain;
    private readonly LibvirtConnection _connection;
    private readonly LibvirtHandle _handle;

    private DomainPower(HostRoot host, DomainDefinition domain, LibvirtConnection connection, LibvirtHandle handle)
    {
        _host = host;
        _domain = domain;
        _connection = connection;
        _handle = handle;
    }

    /// <summary>Where a call of libvirt still runs, the connection is closed when that has ended.</summary>
    public void Dispose()
    {
        _handle.Dispose();
        _connection.Dispose();
    }

    internal static DomainPower Open(HostRoot host, DomainDefinition domain)
    {
        LibvirtConnection connection = LibvirtConnection.Open(host, domain.Uri!);
        try
        {
            LibvirtHandle handle = connection.Find(domain.Uuid!.Value) ?? throw LibvirtException.NotFound(domain.Name, domain.Uri!, []);
            return new DomainPower(host, domain, connection, handle);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Starts the domain, and waits until it runs.</summary>
    /// <returns>What is to be said of the start beside that it succeeded.</returns>
    /// <exception cref="DomainPowerException">It did not start, and the cause is known; or it takes too long.</exception>
    /// <exception cref="LibvirtException">It did not start.</exception>
    internal IReadOnlyList<string> Start(PowerWatcher watcher)
    {
        BarConflicts conflicts = new(_host, [.. HostFunctions.Of(_domain.Document)]);
        bool isDone;
        try
        {
            isDone = watcher.Run(_handle.Start);
        }
        catch (LibvirtException failure)
        {
            throw StartFailure.Explain(_host, _domain, failure);
        }

        return isDone ? conflicts.Warnings() : throw DomainPowerException.StartLate(_domain.ToString(), watcher.Limit);
    }

    /// <summary>Asks the guest to shut down, and waits until it is off.</summary>
    /// <exception cref="DomainPowerException">It is still on.</exception>
    internal void Shutdown(PowerWatcher watcher)
    {
        if (!watcher.Run(_handle.Shutdown) || !watcher.Until(IsOff)) throw DomainPowerException.StopLate(_domain.ToString(), watcher.Limit);
    }

    /// <summary>Ends the guest as it is.</summary>
    internal void Destroy(PowerWatcher watcher)
    {
        if (!watcher.Run(_handle.Destroy)) throw DomainPowerException.StopLate(_domain.ToString(), watcher.Limit);
    }

    // A domain that was not defined is gone with its end.
    private bool IsOff()
    {
        try
        {
            return _handle.State is LibvirtDomainState.Shutoff or LibvirtDomainState.Crashed;
        }
        catch (LibvirtException exception) when (exception.ErrorId == "LibvirtDomainGone")
        {
            return true;
        }
    }
}
