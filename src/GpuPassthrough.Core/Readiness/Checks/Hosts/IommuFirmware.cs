using GpuPassthrough.Boot.Iommu;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>Whether the firmware describes an IOMMU. Without its table the kernel knows of none, whatever its arguments say.</summary>
internal sealed class IommuFirmware() : HostRule("IommuFirmware", "Intel VT-d specification, DMAR; AMD I/O Virtualization specification, IVRS; Arm IORT (DEN0049)")
{
    internal override Finding Judge(HostScene scene)
    {
        if (!scene.HasSysfs) return scene.NoSysfs();
        string tables = scene.Describe(HostPaths.AcpiTables);
        if (IommuActivity.Table(scene.Host) is string table) return Finding.Pass(Messages.Format("ReadyTable", $"{tables}/{table}"));
        if (scene.IsIommuActive && scene.Units.Count > 0) return Finding.Pass(Messages.Format("ReadyTableNotNeeded", string.Join(", ", scene.Units)));
        if (scene.Host.Identify(HostPaths.AcpiTables) is null) return Finding.Skip(Messages.Format("ReadyNotThere", tables));
        if (scene.IsGuest) return Finding.Fail(Messages.Format("ReadyNoTable", tables, "DMAR, IVRS, VIOT"), Messages.Format("ReadyFirmwareGuest"));
        return scene.Processor.Kind switch
        {
            ProcessorKind.Intel => Finding.Fail(Messages.Format("ReadyNoTable", tables, "DMAR"), Messages.Format("ReadyFirmwareIntel")),
            ProcessorKind.Amd => Finding.Fail(Messages.Format("ReadyNoTable", tables, "IVRS"), Messages.Format("ReadyFirmwareAmd")),
            _ => Finding.Fail(Messages.Format("ReadyNoTable", tables, "IORT"), Messages.Format("ReadyFirmwareArm")),
        };
    }
}
