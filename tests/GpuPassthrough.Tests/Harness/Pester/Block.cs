using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester;

/// <summary>A Describe or Context, or the file around them.</summary>
internal sealed class Block : TestItem
{
    public bool IsRoot => Parent is null;

    /// <summary>Blocks and tests in the order of the file.</summary>
    public List<TestItem> Items { get; } = [];

    public ScriptBlock? BeforeAll { get; set; }

    public ScriptBlock? BeforeEach { get; set; }

    public ScriptBlock? AfterEach { get; set; }

    public ScriptBlock? AfterAll { get; set; }

    /// <summary>Errors of its own BeforeAll and AfterAll.</summary>
    public List<ErrorRecord> Errors { get; } = [];

    public IEnumerable<Test> Tests =>
        Items.SelectMany(item => item is Block block ? block.Tests : [(Test)item]);

    public IEnumerable<Block> Blocks =>
        Items.OfType<Block>().SelectMany(block => block.Blocks).Prepend(this);

    /// <summary>
    /// What is skipped skips all below; and a block in which nothing would run is skipped with its BeforeAll.
    /// </summary>
    public void SpreadSkip()
    {
        foreach (TestItem item in Items)
        {
            item.Skip |= Skip;
            (item as Block)?.SpreadSkip();
        }

        Skip = Tests.All(test => test.Skip);
    }
}
