using System.Collections;
using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester;

/// <summary>Runs the file and the bodies of its blocks, and keeps what they declare.</summary>
internal sealed class Discovery(PesterSession session)
{
    private readonly ScriptBlock _callBack =
        ScriptBlock.Create($"param($____item) ${Step.SessionVariable}.Discovery.RunBody($____item)");

    public void RunFile() => session.InNewScope(_callBack, session.Root);

    public void AddBlock(Declaration declaration)
    {
        foreach (Hashtable variables in declaration.Cases)
        {
            Block block = new()
            {
                Name = Expand(declaration, variables),
                Body = declaration.Body,
                Parent = session.CurrentBlock,
                Tags = declaration.Tags,
                Variables = variables,
                Skip = declaration.Skip,
            };
            session.CurrentBlock.Items.Add(block);
            session.InNewScope(_callBack, block);
            if (session.DiscoveryError is not null)
                return;
        }
    }

    public void AddTests(Declaration declaration)
    {
        foreach (Hashtable variables in declaration.Cases)
        {
            session.CurrentBlock.Items.Add(new Test
            {
                Name = Expand(declaration, variables),
                Body = declaration.Body,
                Parent = session.CurrentBlock,
                Tags = declaration.Tags,
                Variables = variables,
                Skip = declaration.Skip,
            });
        }
    }

    /// <summary>Runs the body of a block; called from within the scope made for it.</summary>
    public void RunBody(Block block)
    {
        Block outer = session.CurrentBlock;
        session.CurrentBlock = block;
        session.SetVariables(block.Variables);
        session.DiscoveryError ??= Step.Run(session, block.Body, []);
        session.CurrentBlock = outer;
    }

    private string Expand(Declaration declaration, Hashtable variables)
    {
        Hashtable all = new(StringComparer.OrdinalIgnoreCase);
        foreach (Hashtable level in Levels(session.CurrentBlock).Append(variables))
        {
            foreach (DictionaryEntry variable in level)
                all[variable.Key] = variable.Value;
        }

        return NameTemplate.Expand(declaration.Name, all);
    }

    private static IEnumerable<Hashtable> Levels(Block? block) =>
        block is null ? [] : Levels(block.Parent).Append(block.Variables);
}
