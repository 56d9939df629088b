using System.Runtime.InteropServices;

namespace GpuPassthrough.Host;

/// <summary>Texts as C passes them to a program: an array of pointers with a closing null.</summary>
internal sealed unsafe class TextVector : IDisposable
{
    private readonly int _count;

    internal TextVector(IReadOnlyList<string> texts)
    {
        _count = texts.Count;
        Pointer = (byte**)NativeMemory.AllocZeroed((nuint)(_count + 1), (nuint)sizeof(byte*));
        for (int index = 0; index < _count; index++) Pointer[index] = (byte*)Marshal.StringToCoTaskMemUTF8(texts[index]);
    }

    internal byte** Pointer { get; }

    public void Dispose()
    {
        for (int index = 0; index < _count; index++) Marshal.FreeCoTaskMem((nint)Pointer[index]);
        NativeMemory.Free(Pointer);
    }
}
