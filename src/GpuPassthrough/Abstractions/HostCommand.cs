using System.ComponentModel;
using System.Management.Automation;
using GpuPassthrough.Changes;
using GpuPassthrough.Errors;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Abstractions;

/// <summary>A command that looks at a host: the running machine, or the tree below <see cref="HostRoot"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class HostCommand : PSCmdlet
{
    private CommandProgress? _progress;

    /// <summary>The directory that is the host's root. The objects passed decide when it is not given, and else it is <c>/</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? HostRoot { get; set; }

    /// <summary>How far the command is.</summary>
    private protected CommandProgress Progress => _progress ??= new CommandProgress(this);

    /// <summary>Opens the host that is meant: given, else that of the objects, else <c>/</c>.</summary>
    /// <exception cref="HostMismatchException">The objects belong to several hosts, or to another.</exception>
    private protected HostRoot OpenHost(IReadOnlyCollection<PciTarget> targets) => OpenHostOf(targets.Select(HostClaim.Of));

    /// <summary>The same, by what objects of any kind say of their host.</summary>
    private protected HostRoot OpenHostOf(IEnumerable<HostClaim> claims)
    {
        HostClaim[] all = [.. claims];
        string? given = HostRoot is null ? null : ResolveFilePath(HostRoot);
        HostRoot host = GpuPassthrough.Host.HostRoot.Open(given ?? Array.Find(all, claim => claim.HostRoot is not null).HostRoot);
        try
        {
            foreach (HostClaim claim in all) Check(host, claim);
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>Warns where a change of this host was interrupted, because what is read then may be half of it.</summary>
    private protected void WarnOfInterruptedChange(HostRoot host)
    {
        if (ChangeHistory.Interrupted(host) is string warning) WriteWarning(warning);
    }

    private protected void WriteError(PassthroughException exception) => WriteError(ErrorFactory.Create(exception));

    /// <summary>Runs the command's work; what it throws of our own becomes a terminating error.</summary>
    private protected void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (PassthroughException exception)
        {
            ThrowTerminatingError(ErrorFactory.Create(exception));
        }
        finally
        {
            _progress?.End();
        }
    }

    /// <summary>Shows how much of an initramfs image was read.</summary>
    private protected void ShowImage(WorkProgress image) => Progress.Bytes(Messages.Format("ProgressImages"), image);

    private protected string ResolveFilePath(string path)
    {
        string resolved = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        if (provider.Name != "FileSystem") ThrowTerminatingError(ErrorFactory.NotFileSystem(path, provider.Name));
        return resolved;
    }

    private static void Check(HostRoot host, HostClaim claim)
    {
        if (claim.HostRoot is string root && root != host.Path) throw HostMismatchException.Roots(claim.Subject, host.Path, root);
        bool isForeign = claim.HostRoot is not null && host.Id is not null && claim.HostId is not null && claim.HostId != host.Id;
        if (isForeign) throw HostMismatchException.Foreign(claim.Subject, host.Id!, claim.HostId!);
    }
}
