using System.Buffers.Binary;
using System.Text;

namespace GpuPassthrough.Benchmarks.Hosts;

/// <summary>The attributes of a function, as sysfs has them.</summary>
internal static class FunctionFiles
{
    private static readonly byte[] Empty = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0x0000000000000000 0x0000000000000000 0x0000000000000000\n", 12)));

    internal static IEnumerable<(string Name, byte[] Content)> Of(PlannedFunction function)
    {
        FunctionModel model = function.Model;
        yield return ("vendor", Text($"0x{model.Id.Vendor:x4}\n"));
        yield return ("device", Text($"0x{model.Id.Device:x4}\n"));
        yield return ("subsystem_vendor", Text($"0x{model.Subsystem.Vendor:x4}\n"));
        yield return ("subsystem_device", Text($"0x{model.Subsystem.Device:x4}\n"));
        yield return ("class", Text($"0x{model.Class:x6}\n"));
        yield return ("revision", Text($"0x{model.Revision:x2}\n"));
        yield return ("irq", Text($"{16 + function.Address.Device}\n"));
        yield return ("modalias", Text(model.ModuleAlias + "\n"));
        yield return ("uevent", Text(UserEvent(function)));
        yield return ("resource", [.. Text($"0x{Base(function):x16} 0x{Base(function) + 0xffffff:x16} 0x0000000000040200\n"), .. Empty]);
        yield return ("config", Header(function));
        if (model.IsVga) yield return ("boot_vga", Text(function.Group < 8 ? "1\n" : "0\n"));
    }

    private static string UserEvent(PlannedFunction function)
    {
        FunctionModel model = function.Model;
        string driver = model.Driver is null ? string.Empty : $"DRIVER={model.Driver}\n";
        return $"{driver}PCI_CLASS={model.Class:X}\nPCI_ID={model.Id.Vendor:X4}:{model.Id.Device:X4}\n"
            + $"PCI_SUBSYS_ID={model.Subsystem.Vendor:X4}:{model.Subsystem.Device:X4}\nPCI_SLOT_NAME={function.Address}\nMODALIAS={model.ModuleAlias}\n";
    }

    // The first 64 bytes of configuration space (PCI Local Bus Specification, type 0 and type 1 headers).
    private static byte[] Header(PlannedFunction function)
    {
        byte[] config = new byte[64];
        FunctionModel model = function.Model;
        Word(config, 0x00, model.Id.Vendor);
        Word(config, 0x02, model.Id.Device);
        Word(config, 0x04, 0x0006);
        BinaryPrimitives.WriteUInt32LittleEndian(config.AsSpan(0x08), (model.Class << 8) | model.Revision);
        config[0x0e] = (byte)((model.IsBridge ? 1 : 0) | 0x80);
        config[0x3d] = 1;
        if (model.IsBridge)
        {
            config[0x18] = function.Address.Bus;
            config[0x19] = config[0x1a] = function.SecondaryBus;
            return config;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(config.AsSpan(0x10), (uint)Base(function));
        Word(config, 0x2c, model.Subsystem.Vendor);
        Word(config, 0x2e, model.Subsystem.Device);
        return config;
    }

    private static ulong Base(PlannedFunction function) => 0x8000_0000UL + ((ulong)function.Address.Bus << 22);

    private static void Word(byte[] config, int offset, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(config.AsSpan(offset), value);

    private static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);
}
