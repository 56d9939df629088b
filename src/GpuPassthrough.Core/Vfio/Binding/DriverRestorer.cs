namespace GpuPassthrough.Vfio.Binding;

/// <summary>Puts a function back on the driver and the override that it had.</summary>
internal static class DriverRestorer
{
    /// <exception cref="DriverStepException">A write failed; the steps after it were tried all the same where they can help.</exception>
    internal static void Restore(DriverState old, FunctionDriver function, Patience patience)
    {
        try
        {
            if (function.Current != old.Driver) Rebind(old.Driver, function, patience);
        }
        finally
        {
            if (function.Read(patience).Override != old.Override) function.SetOverride(old.Override, patience);
        }
    }

    // The override makes sure that it is this driver, whoever else would take the function.
    private static void Rebind(string? driver, FunctionDriver function, Patience patience)
    {
        if (function.Current is string current) function.Unbind(current, patience);
        if (driver is null) return;
        function.SetOverride(driver, patience);
        function.Probe(patience);
    }
}
