using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace GpuPassthrough.Runner;

/// <summary>Sets the embedded engine up.</summary>
internal static class Engine
{
    public static Runspace CreateRunspace(PSHost host, string manifest)
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        var state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.UseCurrentThread;
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule(manifest);
        return RunspaceFactory.CreateRunspace(host, state);
    }

    /// <summary>
    /// Lets the exit statement of the next script file end the run, as pwsh -File does. The engine has no
    /// public way: without this, exit only sets $LASTEXITCODE, which programs set as well.
    /// </summary>
    public static void HonourExitOfScriptFile(Runspace runspace)
    {
        const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic;
        var context = typeof(Runspace).GetProperty("ExecutionContext", Internal)!.GetValue(runspace)!;
        context.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", Internal)!.SetValue(context, true);
    }

    /// <summary>Makes a directory the host of every cmdlet that is given none.</summary>
    public static void SetHostRoot(Runspace runspace, string? root)
    {
        if (root is not null)
            runspace.SessionStateProxy.SetVariable("PSDefaultParameterValues", new DefaultParameterDictionary(new Hashtable { ["*:HostRoot"] = root }));
    }
}
