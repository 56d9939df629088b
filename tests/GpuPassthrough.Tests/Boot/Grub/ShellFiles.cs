using CsCheck;
using GpuPassthrough.Tests.Boot.CommandLine;

namespace GpuPassthrough.Tests.Boot.Grub;

/// <summary>Made shell files as people write them for GRUB, and worse.</summary>
internal static class ShellFiles
{
    private static readonly Gen<string> Name = Choose.From("GRUB_CMDLINE_LINUX", "GRUB_CMDLINE_LINUX_DEFAULT", "GRUB_CMDLINE_LINUX_DEFAULT", "MY_ARGS");

    private static readonly Gen<string> Reference = Choose.From(
        "$GRUB_CMDLINE_LINUX_DEFAULT", "${GRUB_CMDLINE_LINUX_DEFAULT}", "$GRUB_CMDLINE_LINUX", "${MY_ARGS}", "$MY_ARGS", "${MY_ARGS:-a b}", "${MY_ARGS-c}", "${GRUB_CMDLINE_LINUX:+d=e f}", "${GRUB_CMDLINE_LINUX+g}");

    private static readonly Gen<string> Bare = Choose.From(
        "quiet", "a=b", "\\ ", "\\$", "\\\"", "\\'", "\\\\", "x,y", "\\\n", "#", "%", "=", "$", "{", "}", "!", "*", "\u00e9", "a:b", "--");

    private static readonly Gen<string> InSingle = Choose.From("quiet", " ", "splash", "a=b", "\"", "$MY_ARGS", "\\", "`", "#", "\t", "--", "intel_iommu=on");

    private static readonly Gen<string> InDouble = Gen.Frequency(
        (5, Choose.From("quiet", " ", " ", "splash", "a=b", "'", "\\\"", "\\$", "\\`", "\\\\", "\\a", "\\\n", "#", "$ ", "{", "vfio-pci.ids=10de:1c03", "\u00e9")), (1, Reference));

    private static readonly Gen<string> Segment = Gen.Frequency(
        (2, Join(Bare, 1, 3)), (2, Join(InSingle, 0, 5).Select(text => $"'{text}'")), (5, Join(InDouble, 0, 7).Select(text => $"\"{text}\"")), (1, Reference));

    private static readonly Gen<string> Value = Join(Segment, 0, 3);

    private static readonly Gen<string> Assignment = Gen.Select(Name, Value).Select((name, value) => $"{name}={value}");

    private static readonly Gen<string> Line = Gen.Frequency(
        (8, Assignment),
        (1, Assignment.Select(text => $"  {text} # it's \"so\"")),
        (1, Gen.Select(Assignment, Assignment).Select((first, second) => $"{first} {second}")),
        (1, Gen.Select(Assignment, Assignment).Select((first, second) => $"{first};{second}")),
        (1, Gen.Select(Name, Join(InDouble, 0, 3)).Select((name, text) => $"export {name}=\"{text}\"")),
        (1, Choose.From("# don't", "", "GRUB_TIMEOUT=5", "export MY_ARGS", "echo hello >/dev/null", ": \"$MY_ARGS\"", "true && MY_ARGS=p", "false || MY_ARGS=q; true", "if true; then MY_ARGS=r; fi", "for i in a b; do MY_ARGS=$i; done",
            "case x in (y|x) MY_ARGS=s ;; *) GRUB_CMDLINE_LINUX= ;; esac", "f() { MY_ARGS=t; }", "{ MY_ARGS=u; }", "(MY_ARGS=v)", "MY_ARGS=w | cat", "unset MY_ARGS", "MY_ARGS=`echo y`", "MY_ARGS=\"$(echo 'z)')\"", "MY_ARGS=x cat </dev/null",
            "cat <<EOT >/dev/null\nMY_ARGS=no\nEOT", "GRUB_CMDLINE_LINUX=~", "MY_ARGS=\"$((1+2))\"", "eval MY_ARGS=1", ": ${MY_ARGS:=k}", "! true || MY_ARGS=m", "MY_ARGS='a'\r", "MY_ARGS=n >/dev/null")));

    public static readonly Gen<string> Texts = Gen.Select(Line.Array[0, 5], Gen.Bool).Select((lines, ended) => string.Join('\n', lines) + (ended && lines.Length > 0 ? "\n" : ""));

    private static Gen<string> Join(Gen<string> piece, int least, int most) => piece.Array[least, most].Select(pieces => string.Concat(pieces));
}
