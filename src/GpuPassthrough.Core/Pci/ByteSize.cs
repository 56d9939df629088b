using System.Globalization;

namespace GpuPassthrough.Pci;

/// <summary>Sizes as lspci writes them: powers of 1024 with K, M, G, T.</summary>
internal static class ByteSize
{
    internal static string Text(ulong bytes)
    {
        const string units = "KMGTPE";
        int unit = -1;
        while (bytes >= 1024 && bytes % 1024 == 0 && unit < units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        string number = bytes.ToString(CultureInfo.InvariantCulture);
        return unit < 0 ? number : number + units[unit];
    }
}
