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
        Types = new TypeUseReader(image).Read();
    }

    internal IReadOnlyCollection<TypeUses> Types { get; }

    internal Version Version { get; }

    internal IReadOnlyList<string> References { get; }

    internal static AssemblyFile Open(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return new AssemblyFile(stream);
    }

    internal static AssemblyFile Open(Stream stream) => new(stream);

    /// <summary>The file is IL alone, for a processor of any kind.</summary>
    internal static bool RunsOnAnyProcessor(string path)
    {
        using PEReader image = new(File.OpenRead(path));
        return image.PEHeaders.CorHeader is CorHeader header
            && header.Flags.HasFlag(CorFlags.ILOnly)
            && !header.Flags.HasFlag(CorFlags.Requires32Bit)
            && header.ManagedNativeHeaderDirectory.Size == 0
            && image.PEHeaders.CoffHeader.Machine == Machine.I386;
    }
}
