using System.Collections;
using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester;

/// <summary>What Describe, Context and It have in common.</summary>
internal abstract class TestItem
{
    /// <summary>The name with its templates filled in.</summary>
    public required string Name { get; init; }

    public required ScriptBlock Body { get; init; }

    public required Block? Parent { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The variables that -ForEach gives: <c>_</c>, and the keys of a dictionary.</summary>
    public required Hashtable Variables { get; init; }

    public bool Skip { get; set; }

    public string Path => Parent is null or { IsRoot: true } ? Name : $"{Parent.Path}.{Name}";

    public IEnumerable<string> AllTags => Parent is null ? Tags : Parent.AllTags.Concat(Tags);
}
