using GpuPassthrough.Host;

namespace GpuPassthrough.Vfio.Binding;

/// <summary>Loads kernel modules with modprobe(8), which knows their dependencies and the host's configuration.</summary>
/// <param name="run">Runs a program by its arguments; null where none is run.</param>
internal sealed class ModuleLoader(Func<IReadOnlyList<string>, CommandResult>? run)
{
    private const string Program = "modprobe";

    /// <summary>Loads the modules that offer themselves for a function, but for those on the blacklist. True when it worked.</summary>
    internal bool LoadFor(string alias)
    {
        try
        {
            return run?.Invoke([Program, "--use-blacklist", "--", alias]).ExitCode == 0;
        }
        catch (Exception exception) when (exception is CommandException or OperationCanceledException)
        {
            // Who asked to stop is heard between two steps, where all can be put back.
            return false;
        }
    }

    /// <summary>Loads a module.</summary>
    /// <returns>Why that failed; null when it is there.</returns>
    internal string? Load(string module)
    {
        if (run is null) return Messages.Format("DriverModulesLeft");
        try
        {
            CommandResult result = run([Program, "--", module]);
            return result.ExitCode == 0 ? null : CommandException.Failed([Program, "--", module], result.ExitCode, result.Output).Message;
        }
        catch (CommandException exception)
        {
            return exception.Message;
        }
    }
}
