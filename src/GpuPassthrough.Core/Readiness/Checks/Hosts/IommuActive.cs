using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Boot.Iommu;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>Whether the running kernel uses the IOMMU: only then are there groups, and VFIO.</summary>
internal sealed class IommuActive() : HostRule("IommuActive", "Documentation/ABI/testing/sysfs-kernel-iommu_groups")
{
    internal override Finding Judge(HostScene scene)
    {
        if (!scene.HasSysfs) return scene.NoSysfs();
        string groups = scene.Describe(HostPaths.IommuGroups);
        if (!scene.IsIommuActive) return Inactive(scene, groups);
        string evidence = Messages.Format("ReadyGroups", groups, scene.IsolatedGroups, scene.Units.Count > 0 ? string.Join(", ", scene.Units) : "-", scene.Describe(HostPaths.IommuClass));
        return scene.Parameter("vfio", "enable_unsafe_noiommu_mode") == "Y" ? Finding.Warn(Messages.Format("ReadyNoIommuMode", evidence), Messages.Format("ReadyNoIommuModeOff")) : Finding.Pass(evidence);
    }

    private static Finding Inactive(HostScene scene, string groups)
    {
        string evidence = Messages.Format("ReadyNoGroups", groups);
        if (IommuActivity.Table(scene.Host) is not string table) return Finding.Fail(evidence, Messages.Format("ReadyFirmwareFirst"));
        BootConfiguration? boot = scene.Stubs.KnownBoot;
        KernelCommandLine configured = boot?.Configured ?? scene.Running;
        bool isArgumentDue = IommuActivation.Of(scene.Host, configured, scene.Running, isExplicit: false, allowsUnsafe: false).Edits.Count > 0;
        if (isArgumentDue) return Finding.Fail(Messages.Format("ReadyNoGroupsTable", evidence, table), "Enable-Iommu");
        bool isPending = IommuActivation.Of(scene.Host, scene.Running, scene.Running, isExplicit: false, allowsUnsafe: false).Edits.Count > 0;
        return Finding.Fail(Messages.Format("ReadyNoGroupsTable", evidence, table), isPending ? Messages.Format("ReadyRestart") : Messages.Format("ReadySeeLog"));
    }
}
