using System.Runtime.InteropServices;
using CsCheck;
using GpuPassthrough.Pci;
using Xunit;

namespace GpuPassthrough.Tests.Peers;

/// <summary>Patterns, against the C library's fnmatch(3).</summary>
public sealed partial class GlobTests
{
    [Fact]
    public void Matches_as_fnmatch_does()
    {
        Gen<string> pattern = OneOf("*", "?", "[ab]", "[a-c]", "[!a]", "[]a]", "[a-]", "\\*", "a", "b", "c", "01").Array[0, 6].Select(string.Concat);
        Gen<string> text = OneOf('a', 'b', 'c', '0', '1', '*', ']', '-').Array[0, 6].Select(characters => new string(characters));
        Gen.Select(pattern, text).Sample(
            (glob, name) => Assert.True((Fnmatch(glob, name, 0) == 0) == Glob.IsMatch(glob, name), $"'{glob}' on '{name}'"),
            iter: 20_000);
    }

    private static Gen<T> OneOf<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(index => items[index]);

    [LibraryImport("libc", EntryPoint = "fnmatch", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Fnmatch(string pattern, string text, int flags);
}
