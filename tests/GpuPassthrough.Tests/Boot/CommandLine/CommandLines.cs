using CsCheck;

namespace GpuPassthrough.Tests.Boot.CommandLine;

/// <summary>Made command lines: what people write, and what nobody should.</summary>
internal static class CommandLines
{
    public static readonly string[] Names = ["quiet", "vfio_pci.ids", "vfio-pci.ids", "intel_iommu", "console", "a", "rd.lvm.lv", "foo-bar"];

    private static readonly string[] Values = ["", "=on", "=on,sm_on", "=10de:1c03,10de:10f1", "=10DE:1c03", "=\"a b\"", "=tty0", "=a=b", "=,x,,y", "=\""];

    private static readonly string[] Odd = ["--", "\"--\"", "=", "=a=b", "\"a b=c d\"", "\"", "a\"b c\"d=e", "\"q\"=1", "root=UUID=1-2", "\u00e0=\u00e9"];

    private static readonly string[] Spaces = [" ", "  ", "\t", "\n", " \u00a0 "];

    private static readonly Gen<string> Usual = Gen.Select(Choose.From(Names), Choose.From(Values)).Select((name, value) => name + value);

    private static readonly Gen<string> Word = Gen.Frequency((6, Usual), (1, Choose.From(Odd)));

    private static readonly Gen<string> Closed = Word.Where(word => word.Count(character => character == '"') % 2 == 0);

    private static readonly Gen<string> Edge = Choose.From("", "", " ", "\n", "  \n");

    /// <summary>Any characters of those that matter.</summary>
    public static readonly Gen<string> Noise = Choose.From([.. "ab=-_ \t\"\n.,"]).Array[0, 24].Select(characters => new string(characters));

    public static readonly Gen<string> Texts = Of(Word);

    /// <summary>Without a quote that is left open.</summary>
    public static readonly Gen<string> ClosedTexts = Of(Closed);

    private static Gen<string> Of(Gen<string> word) =>
        Gen.Select(Edge, Gen.Select(word, Choose.From(Spaces)).Array[0, 6], word, Gen.Bool, Edge)
            .Select((head, words, last, hasLast, tail) => head + string.Concat(words.Select(pair => pair.Item1 + pair.Item2)) + (hasLast ? last : "") + tail);
}
