using System.Management.Automation;
using GpuPassthrough.Tests.Changes;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>A host that may be changed, and an engine with the module to change it with.</summary>
internal sealed class StubbedHost : IDisposable
{
    internal const string Configuration = "etc/modprobe.d/01-vfio-pci.conf";
    internal const string GrubDropIn = "etc/default/grub.d/zz-gpu-passthrough.cfg";

    private readonly Engine _engine = Engine.WithModule();

    private StubbedHost(TemporaryHost tree) => Tree = tree;

    internal TemporaryHost Tree { get; }

    internal string Root => Tree.Root;

    /// <summary>All of the tree but the journal, whose folder stays after an undoing.</summary>
    internal string[] State => TreeState.Of(Root, "var|", "var/lib|", "var/lib/gpu-passthrough");

    public void Dispose()
    {
        _engine.Dispose();
        Tree.Dispose();
    }

    /// <param name="distribution">A folder of tests/boot.</param>
    /// <param name="host">A folder of tests/hosts.</param>
    internal static StubbedHost Of(string distribution = "debian-12", string host = "h97m-gtx1060") => new(BootHost.Of(distribution, host));

    /// <summary>Runs a script in which <c>$root</c> is the host's root, and others what they are set to.</summary>
    internal EngineResult Run(string script, params (string Name, object? Value)[] variables) => _engine.Run(script, [("root", Root), .. variables]);

    /// <summary>Runs a script that must not fail.</summary>
    internal EngineResult Do(string script)
    {
        EngineResult result = Run(script);
        Xunit.Assert.Empty(result.Errors.Select(error => error.ToString()));
        return result;
    }

    internal string Read(string path) => File.ReadAllText(Tree.PathOf(path));

    /// <summary>The files, made, changed or gone, that are not as they were.</summary>
    internal string[] FilesChangedSince(string[] before)
    {
        string[] now = State;
        IEnumerable<string> lines = before.Except(now).Concat(now.Except(before));
        return [.. lines.Select(line => line.Split('|')).Where(parts => parts[1] != "d").Select(parts => parts[0]).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The commands left to run, in order, one line each.</summary>
    internal static string[] Pending(EngineResult result) =>
        [.. result.Warnings.SelectMany(warning => warning.Split('\n')).Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim())];

    /// <summary>An error in short: its id without the command, and its target.</summary>
    internal static string Text(ErrorRecord error) => $"{error.FullyQualifiedErrorId.Split(',')[0]} {error.TargetObject}";
}
