using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;

namespace GpuPassthrough.Tests.Usage;

/// <summary>Layouts as in proc_pid_mountinfo(5), proc_swaps(5) and the sysfs of the kernels named.</summary>
public sealed class StorageUseTests : IDisposable
{
    private const string Nvme = "pci0000:00/0000:00:01.1/0000:01:00.0/nvme/nvme0/nvme0n1";
    private const string Sata = "pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block/sda";
    private const string RootFileSystem = "22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw,errors=remount-ro\n";

    private readonly TemporaryHost _host = new();

    public void Dispose() => _host.Dispose();

    [Xunit.Fact]
    public void Mounted_partitions_of_an_nvme_disk_are_mounts_of_its_function()
    {
        NvmeWithTwoPartitions().File("proc/self/mountinfo", RootFileSystem + "30 22 259:1 / /boot/efi rw - vfat /dev/nvme0n1p1 rw\n");
        Xunit.Assert.Equal(["Mount: nvme0n1p1 (/boot/efi)", "Mount: nvme0n1p2 (/)"], _host.Uses("0000:01:00.0"));
    }

    [Xunit.Fact]
    public void Bridges_above_are_not_users_and_other_functions_get_an_empty_list()
    {
        NvmeWithTwoPartitions().File("proc/self/mountinfo", RootFileSystem);
        IReadOnlyDictionary<PciAddress, DeviceUse[]> uses = _host.Read("0000:00:01.1", "0000:01:00.0", "0000:02:00.0");
        Xunit.Assert.Equal(3, uses.Count);
        Xunit.Assert.Empty(uses[PciAddress.Parse("0000:00:01.1")]);
        Xunit.Assert.Single(uses[PciAddress.Parse("0000:01:00.0")]);
        Xunit.Assert.Empty(uses[PciAddress.Parse("0000:02:00.0")]);
    }

    [Xunit.Fact]
    public void Mount_points_with_blanks_and_backslashes_are_decoded()
    {
        NvmeWithTwoPartitions().File("proc/self/mountinfo", @"22 1 259:2 / /mnt/my\040disk\011a\134b rw - ext4 /dev/nvme0n1p2 rw" + "\n");
        Xunit.Assert.Equal(["Mount: nvme0n1p2 (/mnt/my disk\ta\\b)"], _host.Uses("0000:01:00.0"));
    }

    [Xunit.Theory]
    [Xunit.InlineData("proc/1/mountinfo", RootFileSystem)]
    [Xunit.InlineData("proc/mounts", "/dev/nvme0n1p2 / ext4 rw,relatime 0 0\n")]
    public void Other_mount_tables_serve_where_the_first_is_missing(string path, string text)
    {
        NvmeWithTwoPartitions().File(path, text);
        Xunit.Assert.Equal(["Mount: nvme0n1p2 (/)"], _host.Uses("0000:01:00.0"));
    }

    [Xunit.Fact]
    public void Mounts_of_other_devices_and_of_no_device_do_not_count()
    {
        NvmeWithTwoPartitions().File("proc/self/mountinfo", "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n23 22 0:21 / /proc rw - proc proc rw\n24 22 7:0 / /snap/x ro - squashfs /dev/loop0 ro\n");
        Xunit.Assert.Empty(_host.Uses("0000:01:00.0"));
    }

    [Xunit.Fact]
    public void A_root_file_system_on_lvm_on_luks_reaches_the_function_below()
    {
        NvmeWithTwoPartitions().Holder(Nvme + "/nvme0n1p2", "dm-0")
            .Block("virtual/block/dm-0", "253:0").Holder("virtual/block/dm-0", "dm-1")
            .File("sys/devices/virtual/block/dm-0/dm/name", "luks-5f3c\n").File("sys/devices/virtual/block/dm-0/dm/uuid", "CRYPT-LUKS2-5f3c-luks-5f3c\n")
            .Block("virtual/block/dm-1", "253:1")
            .File("sys/devices/virtual/block/dm-1/dm/name", "vg-root\n").File("sys/devices/virtual/block/dm-1/dm/uuid", "LVM-abc\n")
            .Block("virtual/block/dm-2", "253:2")
            .File("proc/self/mountinfo", "22 1 253:1 / / rw - ext4 /dev/mapper/vg-root rw\n23 22 253:2 / /other rw - ext4 /dev/mapper/x rw\n");
        Xunit.Assert.Equal(
            ["Mount: dm-1 (/)", "Storage: dm-0 (dm-1 vg-root (LVM))", "Storage: nvme0n1p2 (dm-0 luks-5f3c (CRYPT))"],
            _host.Uses("0000:01:00.0"));
    }

    [Xunit.Fact]
    public void An_array_over_two_functions_is_in_use_on_both()
    {
        NvmeWithTwoPartitions().Block(Sata, "8:0").Holder(Nvme, "md0").Holder(Sata, "md0")
            .Block("virtual/block/md0", "9:0").File("sys/devices/virtual/block/md0/md/level", "raid1\n")
            .Block("virtual/block/md0/md0p1", "259:9")
            .File("proc/self/mountinfo", "22 1 259:9 / /srv rw - xfs /dev/md0p1 rw\n");
        Xunit.Assert.Equal(["Mount: md0p1 (/srv)", "Storage: nvme0n1 (md0 (raid1))"], _host.Uses("0000:01:00.0"));
        Xunit.Assert.Equal(["Mount: md0p1 (/srv)", "Storage: sda (md0 (raid1))"], _host.Uses("0000:00:17.0"));
    }

    [Xunit.Fact]
    public void Functions_asked_for_together_reach_a_common_array_over_stacks_of_different_height()
    {
        NvmeWithTwoPartitions().Block(Sata, "8:0").Holder(Nvme, "md0").Holder(Sata, "dm-0")
            .Block("virtual/block/dm-0", "253:0").Holder("virtual/block/dm-0", "dm-1").Block("virtual/block/dm-1", "253:1").Holder("virtual/block/dm-1", "md0")
            .Block("virtual/block/md0", "9:0").Block("virtual/block/md0/md0p1", "259:9")
            .File("proc/self/mountinfo", "22 1 259:9 / / rw - xfs /dev/md0p1 rw\n");
        IReadOnlyDictionary<PciAddress, DeviceUse[]> uses = _host.Read("0000:01:00.0", "0000:00:17.0");
        Xunit.Assert.All(uses.Values, found => Xunit.Assert.Contains(new DeviceUse(DeviceUseKind.Mount, "md0p1", "/"), found));
    }

    [Xunit.Fact]
    public void A_cache_device_is_storage()
    {
        _host.Block(Sata, "8:0").Holder(Sata, "bcache0").Block("virtual/block/bcache0", "252:0")
            .File("proc/self/mountinfo", "22 1 252:0 / /data rw - ext4 /dev/bcache0 rw\n");
        Xunit.Assert.Equal(["Mount: bcache0 (/data)", "Storage: sda (bcache0)"], _host.Uses("0000:00:17.0"));
    }

    [Xunit.Fact]
    public void Stacks_that_go_in_a_circle_end()
    {
        _host.Block(Sata, "8:0").Holder(Sata, "dm-0").Block("virtual/block/dm-0", "253:0").Holder("virtual/block/dm-0", "dm-0");
        Xunit.Assert.Equal(["Storage: dm-0 (dm-0)", "Storage: sda (dm-0)"], _host.Uses("0000:00:17.0"));
    }

    [Xunit.Fact]
    public void Every_device_of_a_btrfs_file_system_is_mounted()
    {
        NvmeWithTwoPartitions().Block(Sata, "8:0")
            .Link("sys/fs/btrfs/0b2c/devices/nvme0n1p2", "../../../../devices/" + Nvme + "/nvme0n1p2")
            .Link("sys/fs/btrfs/0b2c/devices/sda", "../../../../devices/" + Sata)
            .File("proc/self/mountinfo", "22 1 0:33 /@ / rw - btrfs /dev/nvme0n1p2 rw,subvol=/@\n");
        Xunit.Assert.Equal(["Mount: nvme0n1p2 (/)"], _host.Uses("0000:01:00.0"));

        // The function asked for holds only the device that mountinfo does not name.
        Xunit.Assert.Equal(["Mount: sda (/)"], _host.Uses("0000:00:17.0"));
    }

    [Xunit.Fact]
    public void Btrfs_with_one_device_is_found_by_its_source()
    {
        NvmeWithTwoPartitions().File("proc/self/mountinfo", "22 1 0:33 / /data rw - btrfs /dev/nvme0n1p1 rw\n");
        Xunit.Assert.Equal(["Mount: nvme0n1p1 (/data)"], _host.Uses("0000:01:00.0"));
    }

    [Xunit.Fact]
    public void Datasets_of_a_pool_are_mounts_of_its_members()
    {
        NvmeWithTwoPartitions().File("run/udev/data/b259:2", "S:disk/by-label/rpool\nE:ID_FS_LABEL=rpool\nE:ID_FS_TYPE=zfs_member\n")
            .File("run/udev/data/b259:1", "E:ID_FS_LABEL=other\nE:ID_FS_TYPE=zfs_member\n")
            .File("proc/self/mountinfo", "22 1 0:30 / / rw - zfs rpool/ROOT/pve-1 rw,xattr\n");
        Xunit.Assert.Equal(
            ["Mount: nvme0n1p2 (/)", "Storage: nvme0n1p1 (zfs_member other)", "Storage: nvme0n1p2 (zfs_member rpool)"],
            _host.Uses("0000:01:00.0"));
    }

    [Xunit.Theory]
    [Xunit.InlineData("linux_raid_member")]
    [Xunit.InlineData("LVM2_member")]
    [Xunit.InlineData("crypto_LUKS")]
    public void Members_that_nothing_is_stacked_on_yet_are_storage(string type)
    {
        _host.Block(Sata, "8:0").File("run/udev/data/b8:0", $"E:ID_FS_TYPE={type}\n");
        Xunit.Assert.Equal([$"Storage: sda ({type})"], _host.Uses("0000:00:17.0"));
    }

    [Xunit.Fact]
    public void An_unused_file_system_is_no_use()
    {
        _host.Block(Sata, "8:0").File("run/udev/data/b8:0", "E:ID_FS_TYPE=ntfs\n");
        Xunit.Assert.Empty(_host.Uses("0000:00:17.0"));
    }

    [Xunit.Fact]
    public void Swap_partitions_and_volumes_count_and_files_do_not()
    {
        NvmeWithTwoPartitions().Holder(Nvme + "/nvme0n1p2", "dm-0").Block("virtual/block/dm-0", "253:0")
            .File("sys/devices/virtual/block/dm-0/dm/name", "vg-swap\n")
            .Link("dev/disk/by-uuid/77", "../../nvme0n1")
            .File("proc/swaps", "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n/dev/nvme0n1p1                          partition\t7811068\t\t0\t\t-2\n/dev/mapper/vg-swap partition 1 0 -3\n/dev/disk/by-uuid/77 partition 1 0 -4\n/swap.img file 1 0 -5\n/dev/zram0 partition 1 0 100\n");
        Xunit.Assert.Equal(
            ["Swap: dm-0 (/dev/mapper/vg-swap)", "Swap: nvme0n1 (/dev/disk/by-uuid/77)", "Swap: nvme0n1p1 (/dev/nvme0n1p1)", "Storage: nvme0n1p2 (dm-0 vg-swap)"],
            _host.Uses("0000:01:00.0"));
    }

    [Xunit.Theory]
    [Xunit.InlineData("pci0000:00/0000:00:05.0/virtio2/block/vda", "0000:00:05.0")]
    [Xunit.InlineData("pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host6/target6:0:0/6:0:0:0/block/sdb", "0000:00:14.0")]
    [Xunit.InlineData("pci0000:00/0000:00:0e.0/pci10000:e0/10000:e0:06.0/10000:e1:00.0/nvme/nvme3/nvme3n1", "10000:e1:00.0")]
    [Xunit.InlineData("pci0000:00/0000:00:0e.0/pci10000:e0/10000:e0:06.0/10000:e1:00.0/nvme/nvme3/nvme3n1", "0000:00:0e.0")]
    public void Disks_are_found_behind_every_bus(string devicePath, string function)
    {
        _host.Block(devicePath, "8:16").File("proc/self/mountinfo", "22 1 8:16 / / rw - ext4 /dev/x rw\n");
        Xunit.Assert.Equal([$"Mount: {Path.GetFileName(devicePath)} (/)"], _host.Uses(function));
    }

    [Xunit.Fact]
    public void A_multipath_nvme_disk_belongs_to_the_controllers_of_its_paths()
    {
        MultipathDisk().Block("pci0000:00/0000:00:01.1/0000:01:00.0/nvme/nvme5/nvme0c5n1", "0:0");
        Xunit.Assert.Equal(["Mount: nvme0n1p1 (/)"], _host.Uses("0000:01:00.0"));
        Xunit.Assert.Empty(_host.Uses("0000:02:00.0"));
    }

    [Xunit.Fact]
    public void Without_paths_a_multipath_nvme_disk_belongs_to_the_controllers_of_its_subsystem()
    {
        MultipathDisk();
        Xunit.Assert.Equal(["Mount: nvme0n1p1 (/)"], _host.Uses("0000:02:00.0"));
    }

    [Xunit.Fact]
    public void Disks_without_the_block_class_are_read_from_the_list_of_disks()
    {
        _host.Folder($"sys/devices/{Sata}/sda1").File($"sys/devices/{Sata}/sda1/dev", "8:1\n").Link("sys/block/sda", "../devices/" + Sata)
            .File("proc/self/mountinfo", "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n");
        Xunit.Assert.Equal(["Mount: sda1 (/)"], _host.Uses("0000:00:17.0"));
    }

    [Xunit.Fact]
    public void Processes_that_hold_a_disk_open_are_named()
    {
        _host.Block(Sata, "8:0").Process(77, "qemu-system-x86", "/dev/sda");
        Xunit.Assert.Equal(["Node: /dev/sda (qemu-system-x86 (77))"], _host.Uses("0000:00:17.0"));
    }

    [Xunit.Fact]
    public void Broken_tables_and_dangling_links_cost_nothing_else()
    {
        NvmeWithTwoPartitions().Link("sys/class/block/gone", "../../devices/pci0000:00/0000:01:00.0/block/gone").File("sys/class/block/odd", "")
            .File("proc/self/mountinfo", "\n- - -\n22 1 259:1\n22 1 x / / - - -\n" + RootFileSystem).File("proc/swaps", "\n\n\t\n").Link("sys/class/block/self", "self");
        Xunit.Assert.Equal(["Mount: nvme0n1p2 (/)"], _host.Uses("0000:01:00.0"));
    }

    private TemporaryHost NvmeWithTwoPartitions() =>
        _host.Block(Nvme, "259:0").Block(Nvme + "/nvme0n1p1", "259:1").Block(Nvme + "/nvme0n1p2", "259:2");

    private TemporaryHost MultipathDisk() => _host
        .Block("virtual/nvme-subsystem/nvme-subsys0/nvme0n1", "259:0").Block("virtual/nvme-subsystem/nvme-subsys0/nvme0n1/nvme0n1p1", "259:1")
        .Link("sys/class/nvme-subsystem/nvme-subsys0", "../../devices/virtual/nvme-subsystem/nvme-subsys0")
        .Link("sys/devices/virtual/nvme-subsystem/nvme-subsys0/nvme6", "../../../pci0000:00/0000:00:01.2/0000:02:00.0/nvme/nvme6")
        .File("proc/self/mountinfo", "22 1 259:1 / / rw - ext4 /dev/nvme0n1p1 rw\n");
}
