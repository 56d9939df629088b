using CsCheck;
using GpuPassthrough.Boot.CommandLine;
using Xunit;

namespace GpuPassthrough.Tests.Boot.CommandLine;

/// <summary>Command lines are edited argument by argument; all else stays byte for byte.</summary>
public sealed class ArgumentEditTests
{
    private static readonly Gen<ArgumentEdit> Edits = Gen.Select(
        Choose.From(CommandLines.Names),
        Choose.From("on", "10de:1c03", "10de:1c03,1002:ab28", "a b", "tty0"),
        Gen.Int[0, 3]).Select((name, value, kind) => new ArgumentEdit((ArgumentEditKind)kind, name, kind == 3 ? null : value));

    [Theory]
    [InlineData("empty", "", "x=1")]
    [InlineData("blank", "  ", "x=1  ")]
    [InlineData("line feed only", "\n", "x=1\n")]
    [InlineData("one word", "quiet", "quiet x=1")]
    [InlineData("blanks around", " quiet  splash \n", " quiet  splash x=1 \n")]
    [InlineData("before the arguments of init", "quiet -- single", "quiet x=1 -- single")]
    [InlineData("nothing but arguments of init", " -- single", " x=1 -- single")]
    [InlineData("an open quote takes in all that follows", "quiet a=\"b c", "quiet x=1 a=\"b c")]
    [InlineData("there already, quoted", "\"x=1\" quiet", "\"x=1\" quiet")]
    [InlineData("another value", "a x=0 b", "a x=1 b")]
    [InlineData("no value", "a x b", "a x=1 b")]
    [InlineData("twice: the last stays", "x=1 a x=0 b", "a x=1 b")]
    [InlineData("twice the same: the last stays", "x=1 a x=1 b", "a x=1 b")]
    [InlineData("three times the same", "x=1 x=1  x=1", "x=1")]
    [InlineData("behind -- is not ours", "x=0 -- x=0", "x=1 -- x=0")]
    public void Set(string name, string before, string after) => Check(name, before, after, ArgumentEdit.Set("x", "1"));

    [Theory]
    [InlineData("new", "quiet", "quiet intel_iommu=on")]
    [InlineData("there", "intel_iommu=on quiet", "intel_iommu=on quiet")]
    [InlineData("comma values stay", "intel_iommu=on,sm_on quiet", "intel_iommu=on,sm_on quiet")]
    [InlineData("comma values are kept", "intel_iommu=sm_on quiet", "intel_iommu=sm_on,on quiet")]
    [InlineData("only the last changes", "intel_iommu=igfx_off a intel_iommu=sm_on", "intel_iommu=igfx_off a intel_iommu=sm_on,on")]
    [InlineData("odd commas stay", "intel_iommu=,sm_on,, a", "intel_iommu=,sm_on,,on a")]
    [InlineData("dash for underscore", "intel-iommu=sm_on", "intel-iommu=sm_on,on")]
    [InlineData("no value yet", "intel_iommu", "intel_iommu=on")]
    public void Append(string name, string before, string after) => Check(name, before, after, ArgumentEdit.Append("intel_iommu", "on"));

    [Theory]
    [InlineData("new", "quiet", "quiet vfio_pci.ids=10de:1c03,10de:10f1")]
    [InlineData("the other spelling is the same", "vfio-pci.ids=1002:67df quiet", "vfio-pci.ids=1002:67df,10de:1c03,10de:10f1 quiet")]
    [InlineData("spellings are merged, last place", "vfio-pci.ids=1002:67df a vfio_pci.ids=8086:1 b", "a vfio_pci.ids=1002:67df,8086:1,10de:1c03,10de:10f1 b")]
    [InlineData("upper case is the same", "vfio_pci.ids=10DE:1C03,10DE:10F1", "vfio_pci.ids=10DE:1C03,10DE:10F1")]
    [InlineData("merged though nothing is new", "vfio_pci.ids=10de:1c03 vfio_pci.ids=10de:10f1", "vfio_pci.ids=10de:1c03,10de:10f1")]
    public void Append_ids(string name, string before, string after) => Check(name, before, after, ArgumentEdit.Append("vfio_pci.ids", "10de:1c03,10de:10f1"));

    [Theory]
    [InlineData("a further one", "console=tty0 quiet", "console=tty0 quiet console=ttyS0,115200")]
    [InlineData("not collapsed", "console=tty1 console=tty0", "console=tty1 console=tty0 console=ttyS0,115200")]
    [InlineData("there already", "console=ttyS0,115200 console=tty0", "console=ttyS0,115200 console=tty0")]
    public void Append_to_what_is_repeated(string name, string before, string after) => Check(name, before, after, ArgumentEdit.Append("console", "ttyS0,115200"));

    [Theory]
    [InlineData("last element", "a vfio-pci.ids=10de:1c03 b", "a b")]
    [InlineData("one of several", "vfio_pci.ids=1002:67df,10de:1c03,8086:1", "vfio_pci.ids=1002:67df,8086:1")]
    [InlineData("every occurrence", "vfio_pci.ids=10DE:1C03 a vfio-pci.ids=8086:1,10de:1c03", "a vfio-pci.ids=8086:1")]
    [InlineData("not there", "vfio_pci.ids=,1002:67df, x", "vfio_pci.ids=,1002:67df, x")]
    public void Take_out(string name, string before, string after) => Check(name, before, after, ArgumentEdit.TakeOut("vfio_pci.ids", "10de:1c03"));

    [Fact]
    public void Take_out_of_what_is_repeated() =>
        Check("whole value", "console=ttyS0 console=tty0,ttyS0", "console=tty0,ttyS0", ArgumentEdit.TakeOut("console", "ttyS0"));

    [Theory]
    [InlineData("first", "x=1 a", "a")]
    [InlineData("middle", "a  x=1 b", "a b")]
    [InlineData("last", "a b x\n", "a b\n")]
    [InlineData("alone", " x=1 \n", "  \n")]
    [InlineData("twice", "x=1 a x=1", "a")]
    [InlineData("another that begins the same", "xy=1 x.y=2", "xy=1 x.y=2")]
    public void Remove(string name, string before, string after) => Check(name, before, after, ArgumentEdit.Remove("x"));

    [Fact]
    public void An_edit_done_twice_is_done_once() => Gen.Select(CommandLines.ClosedTexts, Edits).Sample(
        (text, edit) =>
        {
            string once = KernelCommandLine.Parse(text).With(edit).ToString();
            Assert.Equal(once, KernelCommandLine.Parse(once).With(edit).ToString());
        },
        iter: 20000);

    [Fact]
    public void Adding_then_removing_is_nothing() => Gen.Select(Gen.OneOf(CommandLines.Texts, CommandLines.Noise), Choose.From<string?>("1", "a b", null)).Sample(
        (text, value) =>
        {
            KernelCommandLine added = KernelCommandLine.Parse(text).With(ArgumentEdit.Set("new.name", value));
            Assert.Contains(("new.name", value), NextArg.Read(added.ToString()));
            Assert.Equal(text, KernelCommandLine.Parse(added.ToString()).With(ArgumentEdit.Remove("new.name")).ToString());
        },
        iter: 20000);

    [Fact]
    public void Other_arguments_keep_their_bytes() => Gen.Select(CommandLines.ClosedTexts, Edits).Sample(
        (text, edit) =>
        {
            string after = KernelCommandLine.Parse(text).With(edit).ToString();
            Assert.Equal(Others(text, edit.Name), Others(after, edit.Name));
            Assert.Equal(NextArg.Read(text).Where(argument => !KernelToken.SameName(argument.Name, edit.Name)), NextArg.Read(after).Where(argument => !KernelToken.SameName(argument.Name, edit.Name)));
        },
        iter: 20000);

    /// <summary>What each kind of wish promises, seen with the other telling of the kernel's rules.</summary>
    [Fact]
    public void The_wish_is_fulfilled() => Gen.Select(CommandLines.ClosedTexts, Edits).Sample(
        (text, edit) =>
        {
            bool isIds = edit.Name is "vfio_pci.ids" or "vfio-pci.ids";
            string?[] values = [.. NextArg.Read(KernelCommandLine.Parse(text).With(edit).ToString()).Where(argument => KernelToken.SameName(argument.Name, edit.Name)).Select(argument => isIds ? argument.Value?.ToLowerInvariant() : argument.Value)];
            if (edit.Kind == ArgumentEditKind.Set) Assert.Equal([isIds ? edit.Value!.ToLowerInvariant() : edit.Value], values);
            else if (edit.Kind == ArgumentEditKind.Remove) Assert.Empty(values);
            else if (edit.Name is "console" or "rd.lvm.lv") Assert.Equal(edit.Kind == ArgumentEditKind.Append, values.Contains(edit.Value));
            else if (edit.Kind == ArgumentEditKind.Append) Assert.Subset(Elements(values[^1]), Elements(edit.Value));
            else Assert.All(values, value => Assert.Empty(Elements(value).Intersect(Elements(edit.Value))));
            if (edit.Kind == ArgumentEditKind.Append && isIds) Assert.Single(values);
        },
        iter: 20000);

    private static void Check(string name, string before, string after, ArgumentEdit edit) =>
        Assert.Equal($"{name}: {after}", $"{name}: {KernelCommandLine.Parse(before).With(edit)}");

    private static IEnumerable<string> Others(string text, string name) =>
        KernelCommandLine.Parse(text).Tokens.Where(token => !token.Is(name)).Select(token => token.Text);

    private static HashSet<string> Elements(string? value) => [.. (value ?? "").Split(',').Where(element => element.Length > 0)];
}
