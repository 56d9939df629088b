using System.ComponentModel;
using System.Management.Automation;
using GpuPassthrough.Binding;
using GpuPassthrough.Completion;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Abstractions;

/// <summary>A command that does something to libvirt's domains.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DomainTargetCommand : DomainRecordedCommand
{
    /// <summary>The parameter set of names, the default one.</summary>
    protected const string ByName = "Name";

    /// <summary>The parameter set of objects.</summary>
    protected const string ByDomain = "Domain";

    private DomainSelection? _selection;

    /// <summary>Domains as Get-LibvirtDomain returns them, their names, or domain XML files.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByDomain)]
    [DomainTargetTransformation]
    [ArgumentCompleter(typeof(DomainCompleter))]
    [AllowEmptyCollection]
    public DomainTarget[]? Domain { get; set; }

    /// <summary>Names, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(DomainCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>What was named so far.</summary>
    private protected DomainSelection Selection => _selection ??= new DomainSelection(SessionState);

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        Selection.Add(Domain);
        Selection.AddNames(Name);
    }

    /// <summary>One error for each; the last ends the command, so that nothing is done.</summary>
    private protected void Refuse(IReadOnlyList<PassthroughException> errors)
    {
        if (Selection.Misuses.Count > 0) ThrowTerminatingError(Selection.Misuses[0]);
        foreach (PassthroughException error in errors.SkipLast(1)) WriteError(error);
        if (errors.Count > 0) throw errors[^1];
    }
}
