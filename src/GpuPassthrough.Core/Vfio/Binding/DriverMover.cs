using GpuPassthrough.Host;

namespace GpuPassthrough.Vfio.Binding;

/// <summary>
/// Moves functions to another driver, all or none: where one does not get there, it and those before it are put back.
/// Nothing is believed until the <c>driver</c> link was read back.
/// </summary>
internal sealed class DriverMover(HostRoot host, ModuleLoader modules, Patience patience, CancellationToken stop)
{
    private readonly Stack<(DriverMove Move, FunctionDriver Function)> _touched = new();

    /// <summary>What is to be said although the move succeeded.</summary>
    internal List<string> Warnings { get; } = [];

    /// <summary>Carries the moves out, in their order.</summary>
    /// <exception cref="DriverBindingException">One failed; it says what stands now.</exception>
    internal void Move(IReadOnlyList<DriverMove> moves)
    {
        try
        {
            foreach (DriverMove move in moves) Try(move);
        }
        finally
        {
            foreach ((_, FunctionDriver function) in _touched) function.Dispose();
        }
    }

    private void Try(DriverMove move)
    {
        if (stop.IsCancellationRequested) throw DriverBindingException.Stopped(move.Address, PutBack());
        FunctionDriver function = FunctionDriver.Open(host, move.Address);
        _touched.Push((move, function));
        BindingLog log = BindingLog.Begin(host);
        try
        {
            Carry(move, function);
        }
        catch (DriverStepException step) when (step.Hangs)
        {
            // What hangs holds locks: whatever is written now may hang too.
            throw DriverBindingException.Hangs(move.Address, step, patience.Limit, Standing());
        }
        catch (DriverStepException step)
        {
            throw DriverBindingException.Failed(move.Address, step, PutBack());
        }

        if (stop.IsCancellationRequested) throw DriverBindingException.Stopped(move.Address, PutBack());
        if (move.Driver is string driver && function.Current != driver) throw DriverBindingException.NotTaken(move.Address, driver, log.Since(move.Address), PutBack());
        Finish(move, function);
    }

    private void Carry(DriverMove move, FunctionDriver function)
    {
        function.SetOverride(move.Driver, patience);
        if (move.Unbinds) function.Unbind(move.Old.Driver!, patience);
        if (!move.Rebinds || stop.IsCancellationRequested) return;
        function.Probe(patience);
        if (move.Driver is not null || function.Current is not null) return;

        // Nobody loads a module for a function that was there before: the bus announces new ones only.
        if (function.ModuleAlias is string alias && modules.LoadFor(alias)) function.Probe(patience);
    }

    private void Finish(DriverMove move, FunctionDriver function)
    {
        if (move.Driver is null) WarnOfChoice(move, function.Current);
        if (move.Driver is null || move.KeepsOverride) return;
        try
        {
            function.SetOverride(null, patience);
        }
        catch (DriverStepException step)
        {
            Warnings.Add(Messages.Format("DriverOverrideLeft", move.Address, move.Driver, step.Path, step.Error));
        }
    }

    private void WarnOfChoice(DriverMove move, string? chosen)
    {
        if (chosen is null) Warnings.Add(Messages.Format("DriverNoneChosen", move.Address));
        else if (DriverMove.IsStub(chosen)) Warnings.Add(Messages.Format("DriverStubChosen", move.Address, chosen));
    }

    private DriverAftermath PutBack()
    {
        Patience patient = patience.Unstoppable();
        foreach ((DriverMove move, FunctionDriver function) in _touched)
        {
            try
            {
                DriverRestorer.Restore(move.Old, function, patient);
            }
            catch (DriverStepException)
            {
                // What stands is read back and said.
            }
        }

        return Standing();
    }

    private DriverAftermath Standing()
    {
        Patience patient = patience.Unstoppable();
        return new DriverAftermath(
            [.. _touched.Reverse().Select(touched => touched.Move.Old)],
            [.. _touched.Reverse().Select(touched => touched.Function.Read(patient))]);
    }
}
