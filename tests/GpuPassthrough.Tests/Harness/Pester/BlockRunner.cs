using System.Collections;
using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester;

/// <summary>
/// Runs the tests. Every block has a scope of its own inside its parent's, where its BeforeAll runs; every test has
/// one inside its block's, which it shares with BeforeEach and AfterEach.
/// </summary>
internal sealed class BlockRunner(PesterSession session)
{
    private readonly ScriptBlock _block =
        ScriptBlock.Create($"param($____item) ${Step.SessionVariable}.Runner.RunBlock($____item)");

    private readonly ScriptBlock _test =
        ScriptBlock.Create($"param($____item) ${Step.SessionVariable}.Runner.RunTest($____item)");

    /// <summary>Runs the whole file; called from within a script, so that it has a script scope of its own.</summary>
    public void RunFile()
    {
        using TestDrive drive = new(session.Engine);
        session.InNewScope(_block, session.Root);
    }

    /// <summary>Called from within the scope made for the block.</summary>
    public void RunBlock(Block block)
    {
        HashSet<string> known = TestDrive.Snapshot(session.Engine);
        session.SetVariables(block.Variables);
        if (block.Skip || Setup(block))
            RunItems(block);
        if (!block.Skip && block.AfterAll is not null)
            Keep(block.Errors, Step.Run(session, block.AfterAll, Values(block)));
        if (!block.IsRoot)
            TestDrive.Clear(session.Engine, known);
    }

    /// <summary>Called from within the scope made for the test.</summary>
    public void RunTest(Test test)
    {
        session.SetVariables(test.Variables);
        ErrorRecord? error = Levels(test)
            .Reverse()
            .Select(block => block.BeforeEach)
            .Append(test.Body)
            .OfType<ScriptBlock>()
            .Select(body => Step.Run(session, body, Values(test)))
            .FirstOrDefault(failure => failure is not null);
        Keep(test.Errors, error);
        foreach (ScriptBlock body in Levels(test).Select(block => block.AfterEach).OfType<ScriptBlock>())
            Keep(test.Errors, Step.Run(session, body, Values(test)));
        test.Outcome = test.Errors.Count == 0 ? TestOutcome.Passed : TestOutcome.Failed;
    }

    private bool Setup(Block block)
    {
        if (block.BeforeAll is null)
            return true;

        ErrorRecord? error = Step.Run(session, block.BeforeAll, Values(block));
        if (error is null)
            return true;

        block.Errors.Add(error);
        foreach (Test test in block.Tests)
            Refuse(test, error);
        return false;
    }

    private static void Refuse(Test test, ErrorRecord error)
    {
        test.Outcome = test.Skip ? TestOutcome.Skipped : TestOutcome.Failed;
        if (!test.Skip)
            test.Errors.Add(error);
    }

    private void RunItems(Block block)
    {
        foreach (TestItem item in block.Items)
        {
            if (item is Block inner)
                session.InNewScope(_block, inner);
            else if (item.Skip)
                ((Test)item).Outcome = TestOutcome.Skipped;
            else
                session.InNewScope(_test, item);
        }
    }

    private static void Keep(List<ErrorRecord> errors, ErrorRecord? error)
    {
        if (error is not null)
            errors.Add(error);
    }

    private static Hashtable Values(TestItem item)
    {
        Hashtable values = (Hashtable)item.Variables.Clone();
        values.Remove("_");
        return values;
    }

    private static IEnumerable<Block> Levels(TestItem item)
    {
        for (Block? block = item.Parent; block is not null; block = block.Parent)
            yield return block;
    }
}
