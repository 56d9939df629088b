using System.Buffers.Binary;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.CommandLine;

/// <summary>What a host's programs are built for: e_machine of the ELF header of its shell or init.</summary>
internal static class MachineArchitecture
{
    private const int HeaderSize = 20;
    private const int ByteOrder = 5;
    private const int BigEndian = 2;
    private const int Machine = 18;

    /// <summary>The number of elf(5), EM_X86_64 being 62; null when no program could be read.</summary>
    internal static int? Read(HostRoot host) => HostPaths.BasicPrograms.Select(path => host.ReadBytes(path, HeaderSize)).Select(Of).FirstOrDefault(number => number is not null);

    private static int? Of(byte[]? header)
    {
        if (header is not { Length: HeaderSize } || !header.AsSpan().StartsWith("\u007fELF"u8)) return null;
        ReadOnlySpan<byte> number = header.AsSpan(Machine, 2);
        return header[ByteOrder] == BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(number) : BinaryPrimitives.ReadUInt16LittleEndian(number);
    }
}
