using System.Text;
using CsCheck;
using GpuPassthrough.Pci;
using GpuPassthrough.Vfio;
using GpuPassthrough.Vfio.Stubs;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Stubs;

public sealed class StubFileTests
{
    private const string Tutorial = "softdep nouveau pre: vfio-pci\nsoftdep nvidiafb pre: vfio-pci\nsoftdep snd_hda_intel pre: vfio-pci\n";

    private static readonly string[] OthersLines = ["", "# a comment", "softdep nouveau pre: vfio-pci", "options vfio-pci ids=10de:1c03", "blacklist nouveau", "\t", "# stub in words"];

    private static readonly StubRecord Display = Record("0000:01:00.0", "10de:1c03", "nvidiafb", "nouveau");
    private static readonly StubRecord Audio = Record("0000:01:00.1", "10de:10f1", "snd_hda_intel");

    [Fact]
    public void ANewFileHoldsTheSoftdepsOfTheTutorial()
    {
        string[] lines = Lines(Parse("").With([Audio, Display], isModule: true));
        Assert.Equal(Tutorial.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), lines.Where(IsDirective).Order(StringComparer.Ordinal));
        Assert.Equal("# stub 0000:01:00.0 10de:1c03 id=10de:1c03 modules=nvidiafb,nouveau", lines[1]);
        Assert.Equal("# stub 0000:01:00.1 10de:10f1 id=10de:10f1 modules=snd_hda_intel", lines[2]);
    }

    [Fact]
    public void AFileOfTheTutorialIsAdoptedAndNothingIsRepeated()
    {
        string text = Text(Parse(Tutorial).With([Display, Audio, Record("0000:02:00.0", "1002:67df", "amdgpu")], isModule: true));
        Assert.StartsWith(Tutorial, text);
        Assert.Equal(["softdep amdgpu pre: vfio-pci"], text[Tutorial.Length..].Split('\n').Where(IsDirective));
    }

    [Fact]
    public void ABuiltInDriverNeedsNoSoftdep() => Assert.DoesNotContain(Lines(Parse("").With([Display], isModule: false)), IsDirective);

    [Fact]
    public void AnEmptyFileGoesWithItsLastStub() => Assert.Null(StubFile.Parse(Parse("").With([Display], isModule: true), "f").With([], isModule: true));

    // Text of others before and after the block, with or without a last line end, in either style.
    [Fact]
    public void TakingOutRestoresEveryByte() =>
        Gen.Select(OtherText, OtherText, Gen.Bool).Sample((before, after, isModule) =>
        {
            byte[] first = Parse(before).With([Display], isModule)!;
            byte[] user = [.. first, .. Encoding.UTF8.GetBytes(after)];
            StubFile edited = StubFile.Parse(StubFile.Parse(user, "f").With([Display, Audio], isModule), "f");
            Assert.Equal([Display.Address, Audio.Address], edited.Stubs.Select(stub => stub.Address));
            string gap = before.Length > 0 && !before.EndsWith('\n') ? before.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n" : string.Empty;
            Assert.Equal(before + gap + after, Text(edited.With([], isModule) ?? []));
        });

    [Fact]
    public void WritingTheSameStubsAgainChangesNothing() =>
        OtherText.Sample(text =>
        {
            byte[]? once = Parse(text).With([Display, Audio], isModule: true);
            Assert.Equal(once, StubFile.Parse(once, "f").With([Display, Audio], isModule: true));
        });

    [Theory]
    [InlineData("# GpuPassthrough: begin\nsoftdep a pre: vfio-pci\n", "StubBlockOpen", "f:1")]
    [InlineData("x\n# GpuPassthrough: begin\n# stub 01:00.0\n# GpuPassthrough: end\n", "StubRecordUnread", "f:3")]
    [InlineData("# GpuPassthrough: begin\n# stub 0000:01:00.0 10de:1c03 id=nonsense modules=\n# GpuPassthrough: end\n", "StubRecordUnread", "f:2")]
    public void WhatWasEditedInTheBlockIsNamed(string text, string id, string place)
    {
        VfioStubException error = Assert.Throws<VfioStubException>(() => Parse(text));
        Assert.Equal((id, place), (error.ErrorId, error.Subject));
        Assert.NotNull(error.NextStep);
    }

    private static Gen<string> OtherText { get; } = Gen.Select(
        Gen.Int[0, OthersLines.Length - 1].Array[0, 4],
        Gen.Bool,
        Gen.Bool,
        (lines, isDos, isEnded) => Join([.. lines.Select(line => OthersLines[line])], isDos ? "\r\n" : "\n", isEnded));

    private static string Join(string[] lines, string end, bool isEnded) => string.Join(end, lines) + (isEnded && lines.Length > 0 ? end : string.Empty);

    private static StubRecord Record(string address, string id, params string[] modules)
    {
        Assert.True(HardwareId.TryParse(id, out HardwareId hardware));
        return new StubRecord(PciAddress.Parse(address), hardware, VfioStubStrategy.Id, id, modules);
    }

    private static StubFile Parse(string text) => StubFile.Parse(Encoding.UTF8.GetBytes(text), "f");

    private static bool IsDirective(string line) => line.Length > 0 && line[0] != '#';

    private static string Text(byte[]? content) => Encoding.UTF8.GetString(content!);

    private static string[] Lines(byte[]? content) => Text(content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
