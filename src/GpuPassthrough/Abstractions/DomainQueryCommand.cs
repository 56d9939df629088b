using System.ComponentModel;
using System.Management.Automation;
using GpuPassthrough.Binding;
using GpuPassthrough.Completion;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Abstractions;

/// <summary>A command that reads domains and tells something of each. One that cannot be read is an error; the others still come.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DomainQueryCommand : HostCommand
{
    private DomainSelection? _selection;

    /// <summary>Names, with wildcards; all domains when nothing is named.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(DomainCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>Domains as Get-LibvirtDomain returns them, their names, or domain XML files.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Domain")]
    [DomainTargetTransformation]
    [ArgumentCompleter(typeof(DomainCompleter))]
    [AllowEmptyCollection]
    public DomainTarget[]? Domain { get; set; }

    /// <summary>Domain XML files, with wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Domain XML files, each name taken as it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>The daemon: qemu:///system, qemu:///session or test:. The variable LIBVIRT_DEFAULT_URI names another default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Uri { get; set; }

    private DomainSelection Selection => _selection ??= new DomainSelection(SessionState);

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        Selection.Add(Domain);
        Selection.AddNames(Name);
        Selection.AddPaths(Path);
        Selection.AddLiteralPaths(LiteralPath);
    }

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        if (Selection.IsEmpty && ParameterSetName == "Name") Selection.AddNames(["*"]);
        if (Selection.IsEmpty) return;
        using HostRoot host = OpenHostOf(Selection.Claims);
        WarnOfInterruptedChange(host);
        SelectedDomains domains = Selection.Read(host, Uri, toChange: false);
        foreach (ErrorRecord misuse in Selection.Misuses) WriteError(misuse);
        foreach (PassthroughException error in domains.Errors) WriteError(error);
        foreach (DomainDefinition domain in domains.All) Show(host, domain);
    });

    /// <summary>Writes what the command tells of a domain. Passwords are not in its document.</summary>
    private protected abstract void Show(HostRoot host, DomainDefinition domain);
}
