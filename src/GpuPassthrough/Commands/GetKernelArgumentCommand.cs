using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Completion;
using GpuPassthrough.Host;

namespace GpuPassthrough.Commands;

/// <summary>Get-KernelArgument: what is configured for the next start, held against what runs.</summary>
[Cmdlet(VerbsCommon.Get, "KernelArgument")]
[OutputType(typeof(KernelArgument))]
public sealed class GetKernelArgumentCommand : HostCommand
{
    /// <summary>Only arguments of these names.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(KernelArgumentCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>The boot loader whose configuration is read, where its user knows better than what can be seen.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BootLoaderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? BootLoader { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        using HostRoot host = OpenHost([]);
        WarnOfInterruptedChange(host);
        WildcardPattern[]? patterns = Name is null ? null : Array.ConvertAll(Name, name => new WildcardPattern(Normal(name), WildcardOptions.IgnoreCase));
        KernelArgument[] arguments = [.. Read(host).Where(argument => patterns is null || Array.Exists(patterns, pattern => pattern.IsMatch(Normal(argument.Name))))];
        KernelArgument[] pending = Array.FindAll(arguments, argument => argument.RebootPending);
        if (pending.Length > 0) WriteWarning(Messages.Format("ArgumentRebootPending", host.Path, string.Join(' ', pending.Select(argument => SafeLine.Of(argument.ToString())))));
        WriteObject(arguments, enumerateCollection: true);
    });

    // What runs is told also where the configuration cannot be.
    private IReadOnlyList<KernelArgument> Read(HostRoot host)
    {
        try
        {
            return BootConfiguration.Read(host, BootLoader).Compare([]);
        }
        catch (BootConfigurationException exception)
        {
            WriteError(exception);
            return KernelArguments.Compare(host, null, KernelCommandLine.Parse(host.ReadText(HostPaths.KernelCommandLine) ?? string.Empty));
        }
    }

    // The kernel takes - and _ for the same; in brackets a - may mean a range.
    private static string Normal(string name) => name.Contains('[', StringComparison.Ordinal) ? name : name.Replace('-', '_');
}
