using System.Text.RegularExpressions;
using GpuPassthrough.Tests.Conventions.Source;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>Texts that name a place on a host: with a slash before or behind the first name, or the bare name as one part of a path.</summary>
internal static partial class PathLiterals
{
    internal static IEnumerable<string> In(SourceFile file) =>
        file.Texts.Where(text => Place().IsMatch(text.Text)).Select(text => $"{file.Path}:{text.Line} \"{text.Text}\"");

    [GeneratedRegex(@"(?<![\w.-])/(sys|proc|etc|boot|lib/modules)(?![\w.-])|(?<![\w./-])(sys|proc|etc|boot|lib/modules)/|^(sys|proc|etc|lib/modules)$")]
    private static partial Regex Place();
}
