using System.Management.Automation.Language;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Help;
using Xunit;

namespace GpuPassthrough.Tests.Readiness.Runbooks;

/// <summary>README and help show the scripts as they are, and the scripts name commands and parameters that exist.</summary>
public sealed class ShownTests
{
    private const string Topic = "about_GpuPassthrough_Runbooks";
    private const string Heading = "SCRIPT ";
    private const int Widest = 80;

    private static readonly string TopicPath = Path.Combine(Pages.Folder, Topic + ".help.txt");

    public static TheoryData<string> Names => [.. Runbook.All];

    [Fact]
    public void TheseAreAll() => Assert.Equal(Runbook.All.Order(StringComparer.Ordinal), Directory.EnumerateFiles(Runbook.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    /// <summary>With GPUPT_REWRITE=1 in the environment the scripts are copied into the topic.</summary>
    [Fact]
    public void TheTopicHoldsTheScripts()
    {
        string text = File.ReadAllText(TopicPath);
        string made = Runbook.All.Aggregate(text, Insert);
        if (Environment.GetEnvironmentVariable("GPUPT_REWRITE") == "1") File.WriteAllText(TopicPath, text = made);

        Assert.All(Runbook.All, name => Assert.Contains($"\n{Heading}{name}\n", text, StringComparison.Ordinal));
        Assert.Equal(made, text);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= Widest && line == line.TrimEnd() && line.All(character => character is >= ' ' and <= '~'), line));
    }

    [Fact]
    public void GetHelpFindsTheTopic()
    {
        using Engine engine = Engine.WithModule();

        EngineResult result = engine.Run("Get-Help -Name $topic", ("topic", Topic));

        Assert.Empty(result.Errors);
        Assert.Equal(File.ReadAllText(TopicPath).TrimEnd(), Assert.Single(result.Output).ToString().TrimEnd());
    }

    [Fact]
    public void TheReadmeShowsTheTutorial() =>
        Assert.Contains($"```powershell\n{Runbook.Text("tutorial.ps1")}```\n", File.ReadAllText(Path.Combine(Repository.Root, "README.md")), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void IsWrittenInTheLanguage(string name)
    {
        ScriptBlockAst script = Parser.ParseFile(Runbook.PathOf(name), out _, out ParseError[] errors);

        Assert.Empty(errors.Select(error => error.ToString()));
        Assert.Equal(new Version(7, 4), script.ScriptRequirements.RequiredPSVersion);
    }

    /// <summary>Each command of the module is there, and has each parameter by its whole name.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void NamesCommandsAndParametersThatExist(string name)
    {
        using Engine engine = Engine.WithModule();
        CommandAst[] commands = [.. Parser.ParseFile(Runbook.PathOf(name), out _, out _).FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()];
        CommandAst[] own = [.. commands.Where(command => Pages.All.Any(page => page.Command == command.GetCommandName()))];

        Assert.NotEmpty(own);
        Assert.All(own, command =>
        {
            HashSet<string> known = [.. Pages.Of(command.GetCommandName()).Parameters.Select(parameter => parameter.Name), "Confirm", "WhatIf"];
            Assert.All(command.CommandElements.OfType<CommandParameterAst>(), parameter => Assert.Contains(parameter.ParameterName, known));
        });
    }

    private static string Insert(string topic, string name)
    {
        string heading = $"\n{Heading}{name}\n";
        int start = topic.IndexOf(heading, StringComparison.Ordinal) + heading.Length;
        int end = start;
        while (end < topic.Length && topic[end] is ' ' or '\n') end = topic.IndexOf('\n', end) + 1;
        IEnumerable<string> lines = Runbook.Text(name).TrimEnd('\n').Split('\n').Select(line => ("    " + line).TrimEnd() + "\n");
        return topic[..start] + string.Concat(lines) + "\n" + topic[end..];
    }
}
