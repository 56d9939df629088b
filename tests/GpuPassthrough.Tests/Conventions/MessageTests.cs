using System.Globalization;
using System.Xml.Linq;
using GpuPassthrough.Tests.Conventions.Source;
using GpuPassthrough.Tests.Conventions.Support;
using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>Every message that code asks for exists, every message is asked for, and every error says the next step.</summary>
public sealed class MessageTests
{
    private const string NextStep = "_NextStep";

    private static readonly ErrorIds Used = new(ProductSource.All);
    private static readonly Dictionary<string, string> Texts = ReadTexts();

    [Fact]
    public void EveryMessageAskedForExists()
    {
        Assert.Contains(Used.Messages, use => use.Name == "InvalidPciAddress");
        Assert.All(Used.Messages.Concat(Used.Exceptions).Where(use => use.Name != NextStep), use => Assert.True(Texts.ContainsKey(use.Name), $"{use.Place} {use.Name}"));
    }

    [Fact]
    public void EveryMessageIsAskedFor()
    {
        IEnumerable<string> written = ProductSource.All.SelectMany(file => file.Texts).Select(text => text.Text);

        Findings.None(Texts.Keys.Select(WithoutStep).Except(written));
    }

    [Fact]
    public void EveryErrorSaysTheNextStep()
    {
        Assert.Contains(Used.Exceptions, use => use.Name == "HostsMixed");
        Assert.All(Used.Exceptions, use => Assert.True(Texts.ContainsKey(use.Name + NextStep), $"{use.Place} {use.Name}"));
    }

    [Fact]
    public void EveryNextStepHasItsMessage() => Assert.All(Texts.Keys, name => Assert.Contains(WithoutStep(name), Texts.Keys));

    [Fact]
    public void EveryTextIsAFormat() => Assert.All(Texts, text =>
    {
        Assert.NotEmpty(string.Format(CultureInfo.InvariantCulture, text.Value, new object?[10]));
        Assert.True(text.Value == text.Value.Trim(), text.Key);
    });

    [Fact]
    public void EveryErrorOfTheFactoryHasAMessage()
    {
        SourceFile factory = ProductSource.All.Single(file => file.Path == ProductSource.Cmdlets + "Errors/ErrorFactory.cs");

        Assert.All(factory.Texts, text => Assert.Contains(text.Text, Texts.Keys));
    }

    [Fact]
    public void TheExceptionsOfTheSourceAreThoseOfTheAssembly()
    {
        IEnumerable<string> built = typeof(PassthroughException).Assembly.GetTypes().Where(typeof(PassthroughException).IsAssignableFrom).Select(type => type.Name);

        Assert.Equal(built.Order(StringComparer.Ordinal), Used.ExceptionTypes.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("class A { string B() => Messages.Format(\"One\", x); }", "One")]
    [InlineData("class A { string B() => Messages.Find(c ? \"One\" : \"Two\", \"x\"); }", "One Two")]
    [InlineData("class A { object B() => Error(\"One\", \"x\"); object Error(string id, object c) => new(Messages.Format(id, c)); }", "One")]
    [InlineData("class A { object B() => Other(\"One\"); }", "")]
    public void FindsWhatIsAskedFor(string code, string expected) =>
        Assert.Equal(expected, string.Join(' ', new ErrorIds([new SourceFile("src/A/B.cs", code)]).Messages.Select(use => use.Name)));

    [Theory]
    [InlineData("class AException : PassthroughException { AException(int b) : base(b switch { 1 => \"One\", _ => \"Two\" }, [\"x\"]) { } }", "One Two")]
    [InlineData("class AException : PassthroughException { static AException B() => new(\"One\", \"x\"); }", "One")]
    [InlineData("class AException(string b) : PassthroughException(\"One\", [b]);", "One")]
    [InlineData("class A { void B() => throw new PassthroughException(\"One\"); }", "One")]
    [InlineData("class A { object B() => new(\"One\"); }", "")]
    public void FindsTheIdsOfErrors(string code, string expected) =>
        Assert.Equal(expected, string.Join(' ', new ErrorIds([new SourceFile("src/A/B.cs", code)]).Exceptions.Select(use => use.Name)));

    private static string WithoutStep(string name) => name.EndsWith(NextStep, StringComparison.Ordinal) ? name[..^NextStep.Length] : name;

    private static Dictionary<string, string> ReadTexts() => XDocument
        .Load(Path.Combine(Repository.Root, ProductSource.Core, "Messages.resx"))
        .Descendants("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);
}
