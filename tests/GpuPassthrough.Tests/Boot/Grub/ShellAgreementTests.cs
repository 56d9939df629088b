using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Boot.Grub;
using GpuPassthrough.Tests.Boot.CommandLine;
using Xunit;

namespace GpuPassthrough.Tests.Boot.Grub;

/// <summary>dash and bash source real files; what we say a variable holds, it holds there.</summary>
public sealed class ShellAgreementTests
{
    private static readonly string[] Shells = ["dash", "bash"];

    private static readonly Gen<(string Main, string DropIn)> Files = Gen.Select(ShellFiles.Texts, ShellFiles.Texts);

    private static readonly Gen<ArgumentEdit> Edits = Gen.Select(
        Choose.From("quiet", "a", "intel_iommu", "vfio_pci.ids", "new.name"),
        Choose.From("on", "10de:1c03", "10de:10f1,1002:ab28", "b c", "64M$1G", "x;y"),
        Gen.Int[0, 3]).Select((name, value, kind) => new ArgumentEdit((ArgumentEditKind)kind, name, kind == 3 ? null : value));

    [Fact]
    public void What_is_known_is_what_the_shells_have()
    {
        int known = 0;
        int all = 0;
        Files.Sample(
            files =>
            {
                using GrubHost host = GrubHost.Debian().With(GrubHost.Main, files.Main).With("etc/default/grub.d/50-x.cfg", files.DropIn);
                (string Everywhere, string Default)? dash = host.Sourced("dash");
                (string Everywhere, string Default)? bash = host.Sourced("bash");
                GrubDefaults defaults = host.Defaults;

                // Such as "${" by chance, where one of them stops.
                if (dash is null || bash is null) return;
                Assert.All([dash.Value, bash.Value], values => Agree(defaults, values));
                all += 2;
                known += GrubLine.Names.Count(name => defaults[name].IsKnown);
            },
            iter: 250,
            threads: 1);
        Assert.True(all > 300 && known > all / 2, $"only {known} of {all} values are known");
    }

    // Whether it is set at all hangs on the condition too.
    [Theory]
    [InlineData("q${GRUB_CMDLINE_LINUX+g}", "q")]
    [InlineData("q${GRUB_CMDLINE_LINUX-g}", "qg")]
    public void A_variable_set_on_a_condition_may_be_unset(string value, string expected)
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, $"case x in y) GRUB_CMDLINE_LINUX=a ;; esac\nGRUB_CMDLINE_LINUX_DEFAULT=\"{value}\"\n");
        Assert.All(Shells, shell => Assert.Equal(("", expected), host.Sourced(shell)));
        Assert.False(host.Defaults["GRUB_CMDLINE_LINUX_DEFAULT"].IsKnown);
    }

    [Theory]
    [InlineData("A='b")]
    [InlineData("A=\"b")]
    [InlineData("A=\"b\nC=d\n")]
    [InlineData("if true; then A=b\n")]
    [InlineData("A=b\nfi\n")]
    [InlineData("case x in x) A=b\n")]
    [InlineData("(A=b\n")]
    [InlineData("A=b )\n")]
    [InlineData("A=`b\n")]
    [InlineData("A=$(b\n")]
    [InlineData("A=${b\n")]
    [InlineData("A=b ;;\n")]
    [InlineData("for i in a; do A=b\n")]
    public void What_breaks_the_shells_breaks_here(string text)
    {
        using GrubHost host = GrubHost.Debian().With(GrubHost.Main, text);
        Assert.Null(host.Sourced("dash"));
        Assert.Null(host.Sourced("bash"));
        Assert.NotNull(Assert.Single(host.Defaults.Files).BrokenLine);
        Assert.Equal("GrubFileBroken", Assert.Throws<BootConfigurationException>(() => host.Plan(ArgumentEdit.Set("x"))).ErrorId);
    }

    /// <summary>After an edit both shells have what was wished for, and nothing else has changed.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_an_edit_the_shells_have_what_was_wished_for(bool dropIns)
    {
        int refused = 0;
        int done = 0;
        Gen.Select(Files, Edits).Sample(
            (files, edit) =>
            {
                using GrubHost host = (dropIns ? GrubHost.Debian() : GrubHost.Arch()).With(GrubHost.Main, files.Main);
                if (dropIns) host.With("etc/default/grub.d/50-x.cfg", files.DropIn);
                Dictionary<string, (string Everywhere, string Default)?> before = Shells.ToDictionary(shell => shell, shell => host.Sourced(shell, dropIns));

                // An open quote or a -- in a value that only the shell knows cannot be seen from outside.
                bool isKnown = GrubLine.Names.All(name => host.Defaults[name].IsKnown);
                if (before.Values.Any(values => values is null || (!isKnown && Hides($"{values.Value.Everywhere} {values.Value.Default}")))) return;
                try
                {
                    host.Do(edit);
                }
                catch (BootConfigurationException)
                {
                    refused++;
                    return;
                }

                done++;
                foreach (string shell in Shells)
                {
                    (string Everywhere, string Default) after = host.Sourced(shell, dropIns)!.Value;
                    Assert.Equal(Others(before[shell]!.Value, edit.Name), Others(after, edit.Name));
                    Fulfilled(edit, after, unsure: !GrubLine.Names.All(name => host.Defaults[name].IsKnown));
                }

                Assert.Empty(host.Plan(edit).Files);
            },
            iter: 250,
            threads: 1);
        Assert.True(done > 60 && done > refused, $"{refused} refused, {done} done");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Setting_then_removing_is_nothing(bool dropIns)
    {
        int done = 0;
        Gen.Select(Files, Choose.From<string?>("1", "a b", null, "64M$1G")).Sample(
            (files, value) =>
            {
                using GrubHost host = (dropIns ? GrubHost.Debian() : GrubHost.Arch()).With(GrubHost.Main, files.Main);
                if (dropIns) host.With("etc/default/grub.d/50-x.cfg", files.DropIn);
                string before = host.Tree();
                try
                {
                    host.Do(ArgumentEdit.Set("new.name", value));
                }
                catch (BootConfigurationException)
                {
                    return;
                }

                done++;
                Assert.NotEqual(before, host.Tree());
                host.Do(ArgumentEdit.Remove("new.name"));
                Assert.Equal(before, host.Tree());
            },
            iter: 250,
            threads: 1);
        Assert.True(done > 125, $"only {done} done");
    }

    private static void Agree(GrubDefaults defaults, (string Everywhere, string Default) values)
    {
        if (defaults[GrubLine.Everywhere].IsKnown) Assert.Equal(values.Everywhere, Readable(defaults[GrubLine.Everywhere].Text));
        if (defaults[GrubLine.Default].IsKnown) Assert.Equal(values.Default, Readable(defaults[GrubLine.Default].Text));
    }

    // As Tool reads what programs print.
    private static string Readable(string text) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text));

    private static void Fulfilled(ArgumentEdit edit, (string Everywhere, string Default) after, bool unsure)
    {
        string?[] values = [.. NextArg.Read($"{after.Everywhere} {after.Default}").Where(argument => KernelToken.SameName(argument.Name, edit.Name)).Select(argument => argument.Value?.Replace("\\", "", StringComparison.Ordinal))];
        if (edit.Kind == ArgumentEditKind.Set) Assert.Equal(edit.Value, values[^1]);
        else if (edit.Kind == ArgumentEditKind.Append) Assert.Subset(Elements(values[^1]), Elements(edit.Value));
        else if (unsure) return;
        else if (edit.Kind == ArgumentEditKind.Remove) Assert.Empty(values);
        else Assert.All(values, value => Assert.Empty(Elements(value).Intersect(Elements(edit.Value))));
    }

    private static List<(string, string?)> Others((string Everywhere, string Default) values, string name) =>
        [.. NextArg.Read(WithoutNumbers(values.Everywhere)).Concat(NextArg.Read(WithoutNumbers(values.Default))).Where(argument => !KernelToken.SameName(argument.Name, name))];

    private static bool Hides(string value) => value.Count(character => character == '"') % 2 != 0 || value.Contains("--", StringComparison.Ordinal);

    // The number of the shell's process, $$.
    private static string WithoutNumbers(string value) => Regex.Replace(value, "[0-9]{3,}", "PID");

    private static HashSet<string> Elements(string? value) => [.. (value ?? "").Split(',').Where(element => element.Length > 0)];
}
