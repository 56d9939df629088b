using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace GpuPassthrough.Tests.Conventions.Metadata;

/// <summary>An assembly read as data: its kind, what it references, and what each of its types uses.</summary>
internal sealed class AssemblyFile
{
    private AssemblyFile(Stream stream)
    {
        using PEReader image = new(stream, PEStreamOptions.PrefetchEntireImage);
        MetadataReader reader = image.GetMetadataReader();
        Version = reader.GetAssemblyDefinition().Version;
        References = [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
        IsAnyProcessor = IsIlAlone(image.PEHeaders);
        Types = new TypeUseReader(image).Read();
    }

    internal IReadOnlyCollection<TypeUses> Types { get; }

    internal Version Version { get; }

    internal IReadOnlyList<string> References { get; }

    /// <summary>IL alone, for a processor of any kind.</summary>
    internal bool IsAnyProcessor { get; }

    internal static AssemblyFile Open(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return new AssemblyFile(stream);
    }

    internal static AssemblyFile Open(Stream stream) => new(stream);

    private static bool IsIlAlone(PEHeaders headers) =>
        headers.CorHeader is CorHeader header
        && header.Flags.HasFlag(CorFlags.ILOnly)
        && !header.Flags.HasFlag(CorFlags.Requires32Bit)
        && header.ManagedNativeHeaderDirectory.Size == 0
        && headers.CoffHeader.Machine == Machine.I386;
}
