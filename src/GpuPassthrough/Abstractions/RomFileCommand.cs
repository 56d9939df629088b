using System.ComponentModel;
using System.Management.Automation;
using GpuPassthrough.Errors;
using GpuPassthrough.Firmware;

namespace GpuPassthrough.Abstractions;

/// <summary>A command that takes ROM files.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RomFileCommand : HostCommand
{
    private readonly List<string> _files = [];

    /// <summary>ROM files, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>ROM files, each name taken as it is.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>The files named, as absolute paths, each once.</summary>
    private protected IEnumerable<string> Files => _files.Distinct(StringComparer.Ordinal);

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (string path in Path ?? []) _files.AddRange(Expand(path));
        foreach (string path in LiteralPath ?? []) _files.AddRange(Literal(path));
    }

    private protected void ForEach(IEnumerable<string> files, Action<string> work)
    {
        foreach (string file in files)
        {
            try
            {
                work(file);
            }
            catch (PassthroughException exception)
            {
                WriteError(exception);
            }
        }
    }

    // A file object without its PowerShell path comes as text, and its name may hold what is a wildcard in a pattern.
    private IEnumerable<string> Expand(string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path) || File(path) is not null) return Literal(path);
        string[] found = [.. SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider)];
        if (provider.Name != "FileSystem")
        {
            WriteError(ErrorFactory.NotFileSystem(path, provider.Name));
            return [];
        }

        string[] files = [.. found.Where(file => !RomFile.IsDirectory(file))];
        if (files.Length == 0) WriteError(GpuRomException.NoMatch(path));
        return files;
    }

    private IEnumerable<string> Literal(string path)
    {
        string resolved = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        if (provider.Name == "FileSystem") return [resolved];
        WriteError(ErrorFactory.NotFileSystem(path, provider.Name));
        return [];
    }

    private string? File(string path)
    {
        string resolved = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        return provider.Name == "FileSystem" && RomFile.Exists(resolved) ? resolved : null;
    }
}
