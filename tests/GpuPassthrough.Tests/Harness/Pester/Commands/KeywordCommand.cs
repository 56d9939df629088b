using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Commands;

/// <summary>A Pester keyword: knows the session, and refuses what it cannot stand for.</summary>
public abstract class KeywordCommand : PSCmdlet
{
    internal PesterSession Session =>
        (PesterSession)SessionState.PSVariable.GetValue(Step.SessionVariable);

    internal void RequireDiscovery()
    {
        if (Session.Phase != Phase.Discovery)
            Refuse("WrongPhase", $"{MyInvocation.InvocationName} inside a test or setup: it belongs into the body of the file, a Describe or a Context");
        RefuseCommonParameters();
    }

    internal void RefuseCommonParameters()
    {
        foreach (string name in MyInvocation.BoundParameters.Keys.Intersect(CommonParameters))
            Refuse("Parameter", $"{MyInvocation.InvocationName} -{name} is not supported");
    }

    [DoesNotReturn]
    internal void Refuse(string id, string message) => Stop(Misuse.Record(id, message, MyInvocation.Line));

    /// <summary>Ends the caller with an error that stays one when the file catches it.</summary>
    [DoesNotReturn]
    internal void Stop(ErrorRecord error)
    {
        if (Session.Phase == Phase.Discovery)
            Session.DiscoveryError ??= error;
        else
            Session.Root.Errors.Add(error);
        ThrowTerminatingError(error);
    }
}
