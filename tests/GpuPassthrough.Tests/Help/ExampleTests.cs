using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Libvirt.Client;
using Xunit;

namespace GpuPassthrough.Tests.Help;

/// <summary>Every example parses, runs without error, and prints what the page shows.</summary>
public sealed class ExampleTests
{
    /// <summary>
    /// Examples with commands that only a full PowerShell has, or that change domains of a daemon. They are parsed here
    /// and not run; each is named with the commands the engine lacks.
    /// </summary>
    private static readonly Dictionary<(string Command, int Number), string[]> OnlyParsed = new()
    {
        [("Get-IommuGroup", 8)] = ["Format-Table"],
        [("Get-LibvirtDomain", 4)] = [],
        [("Get-PciDevice", 8)] = ["Export-Clixml", "Import-Clixml"],
        [("New-LibvirtDomain", 1)] = [],
        [("New-LibvirtDomain", 2)] = [],
        [("New-LibvirtDomain", 3)] = [],
        [("New-LibvirtDomain", 4)] = [],
    };

    public static TheoryData<string, int> Examples => [.. All().Select(example => (example.Command, example.Number))];

    public static TheoryData<string, int> Runnable => [.. All().Where(example => !OnlyParsed.ContainsKey(example)).Select(example => (example.Command, example.Number))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Parses(string command, int number)
    {
        using ExampleSession session = new();
        string code = Example(command, number).Code;

        Assert.Empty(ExampleSession.ParseErrors(code));
        Assert.Contains(command, code, StringComparison.Ordinal);
        Assert.Equal(OnlyParsed.GetValueOrDefault((command, number), []), session.MissingCommands(code));
    }

    [Theory]
    [MemberData(nameof(Runnable))]
    public void RunsAndPrintsWhatIsShown(string command, int number)
    {
        if (command.Contains("Domain", StringComparison.Ordinal)) TestDriver.Require();
        using ExampleSession session = new();
        PageExample example = Example(command, number);

        EngineResult result = session.Run(example.Code);

        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        if (example.Output is null) return;
        Assert.Contains(ExampleSession.RomFiles.Append("-HostRoot tests/hosts/").Append("*.rom"), known => example.Code.Contains(known, StringComparison.Ordinal));
        Assert.Equal(ExampleSession.Lines(example.Output), session.Shown(result));
    }

    private static IEnumerable<(string Command, int Number)> All() =>
        Pages.All.SelectMany(page => page.Examples.Select((_, index) => (page.Command, index + 1)));

    private static PageExample Example(string command, int number) => Pages.Of(command).Examples[number - 1];
}
