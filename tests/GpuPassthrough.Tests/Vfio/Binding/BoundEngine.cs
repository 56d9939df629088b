using System.Management.Automation;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Harness;

namespace GpuPassthrough.Tests.Vfio.Binding;

/// <summary>An engine to run commands against a bus that is made for the test.</summary>
internal sealed class BoundEngine : IDisposable
{
    internal BoundEngine(FakePciBus bus)
    {
        Bus = bus;
        HostRoot.Opened.Value = host => host.Devices = host.Path == bus.Tree.Root ? bus.Open : null;
        Engine.Runspace.SessionStateProxy.SetVariable("root", bus.Tree.Root);
    }

    internal FakePciBus Bus { get; }

    internal Engine Engine { get; } = Engine.WithModule();

    public void Dispose()
    {
        HostRoot.Opened.Value = null;
        Engine.Dispose();
        Bus.Dispose();
    }

    internal EngineResult Run(string script) => Engine.Run(script);

    /// <summary>The ids and targets of the errors of a script, after which nothing was written.</summary>
    internal string[] Refused(string script)
    {
        EngineResult result = Run(script);
        Xunit.Assert.Empty(Bus.Writes);
        Xunit.Assert.All(result.Errors, error => Xunit.Assert.NotEmpty(error.ErrorDetails.RecommendedAction));
        return [.. result.Errors.Select(Text)];
    }

    internal static string Text(ErrorRecord error) => $"{error.FullyQualifiedErrorId.Split(',')[0]} {error.TargetObject}";
}
