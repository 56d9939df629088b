using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using GpuPassthrough.Tests.Harness.Pester.Commands;

namespace GpuPassthrough.Tests.Harness.Pester;

/// <summary>One file of tests, in an engine of its own: first its tests are found, then they are run, once.</summary>
internal sealed class PesterFile : IDisposable
{
    /// <summary>What the script files end with that the harness makes for itself.</summary>
    public const string DriverExtension = ".harness.ps1";

    private readonly Engine _engine;
    private readonly Lazy<bool> _run;
    private PesterSession? _session;

    private PesterFile(string path)
    {
        FullPath = Path.GetFullPath(path);
        _engine = Engine.From(Keywords());
        _run = new Lazy<bool>(RunTests);
    }

    public string FullPath { get; }

    public string Name => Path.GetFileName(FullPath);

    /// <summary>Why no test of this file is run, or null.</summary>
    public ErrorRecord? DiscoveryError { get; private set; }

    public IReadOnlyList<Test> Tests { get; private set; } = [];

    /// <summary>Errors of the blocks themselves, and what a test did against the rules and caught.</summary>
    public IReadOnlyList<ErrorRecord> BlockErrors =>
        _session is null ? [] : [.. _session.Root.Blocks.SelectMany(block => block.Errors)];

    public static PesterFile Discover(string path)
    {
        PesterFile file = new(path);
        file.DiscoveryError = file.Refusal() ?? file.FindTests();
        if (file.DiscoveryError is null)
            file.Tests = [.. file._session!.Root.Tests];
        if (file.DiscoveryError is null && file.Tests.Count == 0)
            file.DiscoveryError = Misuse.Record("NoTests", $"{file.Name} contains no test", path);
        return file;
    }

    /// <summary>Runs the tests unless that was done; their outcomes are in <see cref="Tests"/>.</summary>
    public void Run() => _ = _run.Value;

    public void Dispose() => _engine.Dispose();

    // Called by the scripts below.
    public void Discover(EngineIntrinsics engine)
    {
        _session = new PesterSession(engine, FullPath);
        engine.SessionState.PSVariable.Set(new PSVariable(Step.SessionVariable, _session, ScopedItemOptions.Constant));
        _session.Discovery.RunFile();
        _session.Root.SpreadSkip();
    }

    public void RunFile()
    {
        _session!.Phase = Phase.Run;
        _session.Runner.RunFile();
    }

    private ErrorRecord? FindTests()
    {
        EngineResult result = _engine.Invoke(shell => shell.AddScript("param($file) $file.Discover($ExecutionContext)").AddArgument(this));
        return result.TerminatingError ?? _session!.DiscoveryError;
    }

    private bool RunTests()
    {
        if (DiscoveryError is not null)
            return false;

        // Only a script file gives the tests a script scope, as they have in Pester.
        string driver = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + DriverExtension);
        File.WriteAllText(driver, "param($____file) $____file.RunFile()");
        try
        {
            EngineResult result = _engine.Invoke(shell => shell.AddCommand(driver).AddArgument(this));
            if (result.TerminatingError is not null)
                _session!.Root.Errors.Add(result.TerminatingError);
        }
        finally
        {
            File.Delete(driver);
            _engine.Dispose();
        }

        return true;
    }

    private ErrorRecord? Refusal()
    {
        ScriptBlockAst ast = Parser.ParseFile(FullPath, out _, out ParseError[] errors);
        if (errors.Length > 0)
            return new ErrorRecord(new ParseException(errors), "HarnessSyntax", ErrorCategory.ParserError, FullPath);
        if (ast.ParamBlock is not null)
            return Misuse.Record("Parameter", $"{Name} has parameters, which nobody gives", FullPath);
        // At the top of a file it would silently leave out what follows.
        return ast.Find(node => node is ExitStatementAst, searchNestedScriptBlocks: true) is Ast exit
            ? Misuse.Record("Exit", $"{Name} has an 'exit' in line {exit.Extent.StartLineNumber}", FullPath)
            : null;
    }

    private static InitialSessionState Keywords()
    {
        InitialSessionState state = Engine.CoreCommands();
        foreach (Type type in typeof(KeywordCommand).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(KeywordCommand))))
        {
            // The engine looks for a cmdlet only by a name with a dash.
            string keyword = type.Name[..^"Command".Length];
            string cmdlet = $"Use-{keyword}";
            state.Commands.Add(new SessionStateCmdletEntry(cmdlet, type, null));
            state.Commands.Add(new SessionStateAliasEntry(keyword, cmdlet, "", ScopedItemOptions.Constant | ScopedItemOptions.AllScope));
        }

        return state;
    }
}
