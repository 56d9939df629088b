namespace GpuPassthrough.Runner;

/// <summary>No built module lies where gpupt looks for it.</summary>
internal sealed class ModuleNotFoundException : Exception
{
    public ModuleNotFoundException(IEnumerable<string> searched)
        : base($"""
            the GpuPassthrough module is in none of these places:
            {string.Join(Environment.NewLine, searched.Select(path => "  " + path))}
            Run 'dotnet build' in the source tree, or put the module's folder beside gpupt.
            """)
    {
    }
}
