using System.Collections;
using System.Management.Automation.Language;
using GpuPassthrough.Tests.Firmware;
using GpuPassthrough.Tests.Harness;

namespace GpuPassthrough.Tests.Help;

/// <summary>
/// A session for examples as their reader has it at the root of the repository, but in a folder of its own where they
/// may write. Examples that name no host look at the tutorial's machine.
/// </summary>
internal sealed class ExampleSession : IDisposable
{
    /// <summary>The ROM files in that folder.</summary>
    internal static readonly string[] RomFiles = ["gtx1060.rom", "dump.rom"];

    internal const string ShownFolder = "/home/ada/gpu-passthrough";

    private const int ShownWidth = 76;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gpupt-help-");
    private readonly Engine _engine = Engine.WithModule();

    internal ExampleSession()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "tests"), Path.Combine(Repository.Root, "tests"));
        File.WriteAllBytes(Path.Combine(_folder.FullName, "gtx1060.rom"), Roms.NvidiaSysfs);
        File.WriteAllBytes(Path.Combine(_folder.FullName, "dump.rom"), Roms.Join(Roms.Nvgi(3, 0x2200), Roms.NvidiaFlash, Roms.Fill(0x4000, 0xff)));
        File.WriteAllText(Path.Combine(_folder.FullName, "win10.xml"), "<domain type='kvm'>\n  <name>win10</name>\n</domain>\n");
        _engine.Runspace.SessionStateProxy.Path.SetLocation(_folder.FullName);
        _engine.Run("$PSDefaultParameterValues = $defaults", ("defaults", new Hashtable { ["*:HostRoot"] = "tests/hosts/h97m-gtx1060" }));
    }

    internal EngineResult Run(string code) => _engine.Run(code);

    /// <summary>The commands of an example that the engine does not have.</summary>
    internal string[] MissingCommands(string code) =>
        [.. CommandNames(code).Distinct().Where(name => _engine.Run("Get-Command -Name $name -ErrorAction Ignore", ("name", name)).Output.Count == 0)];

    /// <summary>The output as the pages show it: a terminal of 76 columns, which Get-Help indents to 80, and a reader's folder instead of this one.</summary>
    internal string Shown(EngineResult result) => Lines((result.HostText + result.Text(ShownWidth)).Replace(_folder.FullName, ShownFolder, StringComparison.Ordinal));

    internal static string Lines(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd())).Trim('\n');

    internal static ParseError[] ParseErrors(string code)
    {
        Parser.ParseInput(code, out _, out ParseError[] errors);
        return errors;
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Delete(recursive: true);
    }

    private static IEnumerable<string> CommandNames(string code) =>
        Parser.ParseInput(code, out _, out _).FindAll(node => node is CommandAst, searchNestedScriptBlocks: true)
            .Select(node => ((CommandAst)node).GetCommandName()).OfType<string>();
}
