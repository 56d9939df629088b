using System.Buffers.Binary;
using System.Text;

namespace GpuPassthrough.Benchmarks.Hosts;

/// <summary>
/// Writes the least that depmod takes for a kernel module: a 64-bit relocatable ELF file with a .modinfo section, and
/// symbol tables without symbols.
/// </summary>
internal static class ModuleObject
{
    private const int HeaderSize = 64;
    private const int SectionSize = 64;
    private const int SymbolSize = 24;
    private const string Names = "\0.modinfo\0.symtab\0.strtab\0.shstrtab\0";

    internal static byte[] Write(string module, IEnumerable<string> aliases)
    {
        byte[] info = Encoding.ASCII.GetBytes($"license=GPL\0{string.Concat(aliases.Select(alias => $"alias={alias}\0"))}name={module}\0vermagic=synthetic\0");
        byte[] names = Encoding.ASCII.GetBytes(Names);
        (string Name, uint Type, byte[] Content, uint Link, uint Entry)[] sections =
        [
            (".modinfo", 1, info, 0, 0),
            (".symtab", 2, new byte[SymbolSize], 3, SymbolSize),
            (".strtab", 3, [0], 0, 0),
            (".shstrtab", 3, names, 0, 0),
        ];
        int table = Align(HeaderSize + sections.Sum(section => Align(section.Content.Length)));
        byte[] file = new byte[table + (SectionSize * (sections.Length + 1))];
        WriteHeader(file, table, sections.Length + 1);
        int offset = HeaderSize;
        for (int index = 0; index < sections.Length; index++)
        {
            (string name, uint type, byte[] content, uint link, uint entry) = sections[index];
            content.CopyTo(file, offset);
            Span<byte> header = file.AsSpan(table + (SectionSize * (index + 1)));
            BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)Names.IndexOf(name, StringComparison.Ordinal));
            BinaryPrimitives.WriteUInt32LittleEndian(header[4..], type);
            BinaryPrimitives.WriteUInt64LittleEndian(header[24..], (ulong)offset);
            BinaryPrimitives.WriteUInt64LittleEndian(header[32..], (ulong)content.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(header[40..], link);
            BinaryPrimitives.WriteUInt64LittleEndian(header[48..], 1);
            BinaryPrimitives.WriteUInt64LittleEndian(header[56..], entry);
            offset += Align(content.Length);
        }

        return file;
    }

    // ELF-64 object file format: ident, type REL, machine, version, then the place of the section headers.
    private static void WriteHeader(byte[] file, int table, int sections)
    {
        byte[] ident = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        ident.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(16), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(18), 62);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(40), (ulong)table);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(52), HeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(58), SectionSize);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(60), (ushort)sections);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(62), (ushort)(sections - 1));
    }

    private static int Align(int length) => (length + 7) & ~7;
}
