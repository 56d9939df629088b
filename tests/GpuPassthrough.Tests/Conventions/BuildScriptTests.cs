using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>build.ps1 is run where pwsh is; here it is read: its tasks are there, and each calls the tool that does the work.</summary>
public sealed class BuildScriptTests
{
    private static readonly ScriptBlockAst Script = Parse(out Errors);
    private static readonly ParseError[] Errors;

    [Fact]
    public void IsScript() => Assert.Empty(Errors);

    [Fact]
    public void NeedsTheOldestEngineOfTheModule() => Assert.Equal(new Version(7, 4), Script.ScriptRequirements.RequiredPSVersion);

    [Fact]
    public void OffersTheTasks()
    {
        ParameterAst task = Script.ParamBlock.Parameters.Single(parameter => parameter.Name.VariablePath.UserPath == "Task");
        AttributeAst values = task.Attributes.OfType<AttributeAst>().Single(attribute => attribute.TypeName.Name == "ValidateSet");

        Assert.Equal(["Build", "Test", "Docs", "Analyze", "Package"], values.PositionalArguments.Select(argument => argument.SafeGetValue()));
        Assert.Equal("Build", task.DefaultValue.SafeGetValue());
        Assert.All(values.PositionalArguments, argument => Assert.NotNull(Function($"Invoke-{argument.SafeGetValue()}Task")));
    }

    [Theory]
    [InlineData("Build", "dotnet build")]
    [InlineData("Test", "dotnet test")]
    [InlineData("Test", "Invoke-Pester -Path tests/Pester")]
    [InlineData("Docs", "dotnet test --environment GPUPT_REWRITE=1")]
    [InlineData("Docs", "Test-MarkdownCommandHelp")]
    [InlineData("Analyze", "dotnet format --verify-no-changes")]
    [InlineData("Analyze", "Invoke-ScriptAnalyzer")]
    [InlineData("Package", "Invoke-BuildTask")]
    public void TasksCallTheirTools(string task, string expected) => Assert.Contains(
        Function($"Invoke-{task}Task")!.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>(),
        command => Holds([.. command.CommandElements.Select(element => element.Extent.Text)], expected.Split(' ')));

    [Fact]
    public void StopsWhenAToolFails()
    {
        string[] settings = [.. Script.EndBlock.Statements.OfType<AssignmentStatementAst>().Select(statement => statement.Extent.Text)];

        Assert.Contains("$ErrorActionPreference = 'Stop'", settings);
        Assert.Contains("$PSNativeCommandUseErrorActionPreference = $true", settings);
    }

    [Theory]
    [InlineData("README.md", "^dotnet test$")]
    [InlineData(".ci/run", " dotnet test$")]
    [InlineData("README.md", "^\\./build\\.ps1$")]
    public void TheReadersCommandIsTheOneThatRuns(string file, string line) =>
        Assert.Matches(new Regex(line, RegexOptions.Multiline), File.ReadAllText(Path.Combine(Repository.Root, file)));

    private static bool Holds(string[] words, string[] expected) => words[0] == expected[0] && expected.All(words.Contains);

    private static FunctionDefinitionAst? Function(string name) =>
        (FunctionDefinitionAst?)Script.Find(node => node is FunctionDefinitionAst function && function.Name == name, searchNestedScriptBlocks: false);

    private static ScriptBlockAst Parse(out ParseError[] errors) => Parser.ParseFile(Path.Combine(Repository.Root, "build.ps1"), out _, out errors);
}
