using System.Globalization;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>
/// An element of <c>vfio_pci.ids</c>: <c>vendor:device[:subvendor[:subdevice[:class[:class_mask]]]]</c> in hexadecimal
/// (vfio_pci_fill_ids in drivers/vfio/pci/vfio_pci.c). What is left out matches anything.
/// </summary>
internal sealed record VfioIdPattern(uint Vendor, uint Device, uint SubsystemVendor, uint SubsystemDevice, uint Class, uint ClassMask)
{
    private const uint Any = 0xffffffff;
    private const int MostParts = 6;

    internal bool HasSubsystem => SubsystemVendor != Any || SubsystemDevice != Any;

    /// <summary>Reads an element; null where the kernel would skip it with a warning.</summary>
    internal static VfioIdPattern? Parse(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length is < 2 or > MostParts) return null;
        uint[] numbers = [0, 0, Any, Any, 0, 0];
        for (int index = 0; index < parts.Length; index++)
        {
            string digits = parts[index].StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? parts[index][2..] : parts[index];
            if (!uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out numbers[index])) return null;
        }

        return new VfioIdPattern(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
    }

    /// <summary>Whether vfio-pci would take the function (pci_match_one_device in drivers/pci/pci.h).</summary>
    internal bool Matches(PciDevice device) =>
        (Vendor == Any || Vendor == device.Facts.Vendor)
        && (Device == Any || Device == device.Facts.Device)
        && (SubsystemVendor == Any || SubsystemVendor == device.Facts.SubsystemVendor)
        && (SubsystemDevice == Any || SubsystemDevice == device.Facts.SubsystemDevice)
        && ((Class ^ device.Facts.Class.Code) & ClassMask) == 0;
}
