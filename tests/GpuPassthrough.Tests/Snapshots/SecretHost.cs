namespace GpuPassthrough.Tests.Snapshots;

/// <summary>The tutorial's machine with secrets in every place that is recorded, and in those beside them.</summary>
internal static class SecretHost
{
    private const string Card = "sys/devices/pci0000:00/0000:00:01.0/0000:01:00.0";

    internal const string MachineId = "4b1d5f0c7e2a49d38c6f90ab12cd34ef";
    internal const string RootUuid = "3f8a2c71-9b4d-4e06-a5c8-d17e60b93f24";
    internal const string LuksUuid = "c0ffee12-3456-4789-8abc-def012345678";

    /// <summary>What must not be found in a snapshot, in any case of letters.</summary>
    internal static readonly string[] Secrets =
    [
        MachineId, "4b1d5f0c-7e2a-49d3-8c6f-90ab12cd34ef", RootUuid, LuksUuid, "c0ffee12", "A1B2-C3D4", "9f3e6a5b-01",
        "sesame-host", "sesame.example.org", "nas.sesame.lan", "tuxvault", "tuxgroup", "tux_swap", "sesame-key", "correct horse", "battery-staple", "hunter2",
        "52:54:00:ab:cd:ef", "52-54-00-ab-cd-ef", "5254.00ab.cdef", "192.0.2.17", "2001:db8::17", "tux@example.org", "linus@example.com",
        "S4EWNX0M501234", "0322918073421", "PF1ABCDE2345", "grub.pbkdf2", "10000.ABCDEF0123456789", "deadbeefcafe0123", "00-15-17-ff-fe-4a-5b-6c", "eui.00253853014ab123",
    ];

    internal static void Make(string root, string template)
    {
        WorkFolder.Tar("-cf", root + ".tar", "-C", template, ".");
        Directory.CreateDirectory(root);
        WorkFolder.Tar("-xf", root + ".tar", "-C", root);
        foreach ((string path, string text) in Files)
        {
            string file = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        File.AppendAllText(Path.Combine(root, Card, "uevent"), "OF_NAME=sesame-host\nSERIAL=S4EWNX0M501234\n");
        File.AppendAllText(Path.Combine(root, "lib/modules/5.4.0-42-generic/modules.builtin.modinfo"), "vfio.author=Tux <tux@example.org>\0vfio.version=linus@example.com\0");
    }

    private static readonly (string Path, string Text)[] Files =
    [
        ("etc/machine-id", MachineId + "\n"),
        ("etc/hostname", "sesame-host\n"),
        ("proc/sys/kernel/hostname", "sesame-host\n"),
        ("etc/crypttab", $"tuxvault UUID={LuksUuid} /etc/sesame-key luks\n"),
        ("proc/cmdline",
            $"BOOT_IMAGE=(lvm/tuxgroup-boot)/vmlinuz-5.4.0 root=UUID={RootUuid} ro quiet splash intel_iommu=on iommu=pt vfio_pci.ids=10de:1c03,10de:10f1 "
            + $"rd.luks.uuid=luks-{LuksUuid} rd.luks.name={LuksUuid}=tuxvault rd.luks.key=/sesame-key:UUID=A1B2-C3D4 cryptdevice=UUID={LuksUuid}:tuxvault:allow-discards "
            + "rd.lvm.lv=tuxgroup/root resume=/dev/mapper/tuxgroup-tux_swap ip=192.0.2.17::192.0.2.1:255.255.255.0:sesame-host:eth0:none ifname=eth0:52:54:00:ab:cd:ef BOOTIF=01-52-54-00-ab-cd-ef "
            + $"systemd.machine_id={MachineId} systemd.hostname=sesame.example.org netconsole=6665@192.0.2.17/eth0,6666@192.0.2.1/52:54:00:ab:cd:ef nfsroot=nas.sesame.lan:/srv "
            + "console=ttyS0,115200n8 video=efifb:off hugepagesz=1G hugepages=16 isolcpus=2-7,10-15 pcie_acs_override=downstream,multifunction \"dyndbg=file sesame-key +p\" mitigations=auto "
            + "kvm.ignore_msrs=1 amdgpu.ppfeaturemask=0xffffffff i915.modeset nvidia.NVreg_ExcludedGpus=GPU-3f8a2c71-9b4d-4e06-a5c8-d17e60b93f24 wwid=eui.00253853014ab123 luks.options=hunter2 -- --password hunter2\n"),
        ("proc/cpuinfo", "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 60\nmodel name\t: Intel(R) Xeon(R) CPU E3-1246 v3 @ 3.50GHz\nflags\t\t: fpu vme vmx\nSerial\t\t: deadbeefcafe0123\n\nprocessor\t: 1\nvendor_id\t: hunter2\n"),
        ("etc/os-release", "NAME=\"Ubuntu\"\nVERSION_ID=\"18.04\"\nID=ubuntu\nPRETTY_NAME=\"Ubuntu 18.04.5 LTS on sesame-host\"\nHOME_URL=\"https://sesame.example.org/\"\nBUILD_ID=S4EWNX0M501234\n"),
        ("etc/default/grub",
            $"# written by tux@example.org, password is hunter2\nGRUB_DEFAULT=\"gnulinux-advanced-{RootUuid}>0\"\nGRUB_TIMEOUT=5\nGRUB_DISTRIBUTOR=`lsb_release -i -s 2> /dev/null || echo Debian`\n"
            + $"GRUB_CMDLINE_LINUX_DEFAULT=\"quiet intel_iommu=on resume=UUID={RootUuid}\"  # for sesame-host\nGRUB_CMDLINE_LINUX=\"rd.luks.uuid={LuksUuid} \\\n  rd.luks.key=/sesame-key vfio_pci.disable_vga=1\"\n"
            + "GRUB_BACKGROUND=/home/tuxvault/picture.png\nexport GRUB_COLOR='hunter2'\npassword_pbkdf2 root grub.pbkdf2.sha512.10000.ABCDEF0123456789.ABCDEF0123456789\ncat <<END\nset superusers=\"tuxvault\"\npassword tuxvault hunter2\nEND\n"
            + "[ -e /etc/sesame-key ] && GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX correct horse\"\n"),
        ("etc/default/grub.d/50-sesame-host.cfg", "GRUB_CMDLINE_LINUX_DEFAULT=\"$GRUB_CMDLINE_LINUX_DEFAULT crashkernel=384M-:128M cloud.key=battery-staple\"\nGRUB_INIT_TUNE='hunter2 ; hunter2'\n"),
        ("etc/default/grub.d/notes.txt", "hunter2\n"),
        ("etc/kernel/cmdline", $"root=UUID={RootUuid} rw vfio-pci.ids=10de:1c03,10de:10f1\n"),
        ("etc/kernel/proxmox-boot-uuids", "A1B2-C3D4\n"),
        ("etc/cmdline.d/root.conf", $"# hunter2\nroot=PARTUUID=9f3e6a5b-01 rd.luks.options=header=/sesame-key\n"),
        ("boot/loader/loader.conf", $"default {MachineId}-*\ntimeout 3\n# hunter2\neditor no\n"),
        ($"boot/loader/entries/{MachineId}-5.4.0-42-generic.conf",
            $"title Ubuntu on sesame-host\nversion 5.4.0-42-generic\nmachine-id {MachineId}\nsort-key ubuntu\noptions root=UUID={RootUuid} ro intel_iommu=on systemd.machine_id={MachineId}\nlinux /{MachineId}/5.4.0-42-generic/linux\ninitrd /{MachineId}/5.4.0-42-generic/initrd.img\ngrub_users tuxvault\n"),
        ("boot/grub/grub.cfg", "password_pbkdf2 root grub.pbkdf2.sha512.10000.ABCDEF0123456789\n"),
        ("boot/config-5.4.0-42-generic", "# sesame-host\nCONFIG_VFIO_PCI=m\n# CONFIG_DRM_SIMPLEDRM is not set\nCONFIG_DEFAULT_HOSTNAME=\"sesame-host\"\nCONFIG_BUILD_SALT=\"hunter2\"\nCONFIG_CMDLINE=\"intel_iommu=on root=/dev/tuxgroup/root\"\n"),
        ("etc/modprobe.d/vfio.conf",
            "# battery-staple\nblacklist nouveau\nsoftdep nouveau pre: vfio-pci\noptions vfio-pci ids=10de:1c03,10de:10f1 disable_vga=1\noptions cfg80211 ieee80211_regdom=DE0322918073421\noptions netdev mac=52:54:00:ab:cd:ef\n"
            + "options bonding \"key=correct horse\"\ninstall nvidia /bin/false\ninstall tux /usr/bin/curl http://sesame.example.org/?p=hunter2\ninstall wl /sbin/modprobe --ignore-install wl; echo battery-staple\nalias pci:v000010DEd00001C03sv*sd*bc*sc*i* vfio-pci\nalias net-pf-10 off\nhunter2\noptions usb-storage quirks=0322918073421\\\n PF1ABCDE2345\n"),
        ("etc/modprobe.d/.swp.conf", "hunter2\n"),
        ("etc/modprobe.d/backup.conf~", "hunter2\n"),
        ("etc/modules", "# hunter2\nvfio-pci\nloop serial=PF1ABCDE2345 max_loop=8\n"),
        ("etc/modules-load.d/vfio.conf", "vfio_pci\n; hunter2\n"),
        ("etc/mkinitcpio.conf", "MODULES=(\n  vfio_pci # battery-staple\n  vfio\n)\nFILES=(/etc/sesame-key)\nHOOKS=(base udev \"autodetect\" modconf)\nrun() { echo hunter2; }\n"),
        ("etc/dracut.conf.d/vfio.conf", $"force_drivers+=\" vfio_pci vfio \"\ninstall_items+=\" /etc/sesame-key /etc/crypttab \"\nkernel_cmdline=\"rd.luks.uuid={LuksUuid} iommu=pt\"\nhostonly=yes; SSHKEY='hunter2'\n"),
        ("etc/initramfs-tools/initramfs.conf", "MODULES=most\nIP=192.0.2.17::192.0.2.1::sesame-host\nDEVICE=eth0-52:54:00:ab:cd:ef\nNFSROOT=nas.sesame.lan:/srv\n"),
        ("etc/initramfs-tools/conf.d/resume", "RESUME=UUID=A1B2-C3D4\n"),
        ("etc/initramfs-tools/modules", "vfio_pci ids=10de:1c03\n# hunter2\n"),
        ("etc/booster.yaml", "modules: -*,vfio_pci # hunter2\nmodules_force_load: vfio_pci\nuniversal: true\nnetwork:\n  interfaces: 52:54:00:ab:cd:ef\n  ip: 192.0.2.17/24\n  dns_servers: 2001:db8::17\nextra_files: /etc/sesame-key,tuxvault\nzfs_import_params:\n  - hunter2\n"),
        ("etc/kernelstub/configuration", $"{{\"default\":{{\"kernel_options\":[\"quiet\",\"root=UUID={RootUuid}\",\"intel_iommu=on\"],\"esp_path\":\"/boot/efi\",\"config_rev\":3}},\"user\":{{\"kernel_options\":\"iommu=pt luks=hunter2\",\"note\":\"battery-staple\"}}}}"),
        ("etc/kernel/entry-token", MachineId + "\n"),
        ("etc/kernel/install.conf", "# hunter2\nlayout=bls\nMACHINE_ID=" + MachineId + "\nBOOT_ROOT=/sesame-key\ninitrd_generator=dracut\n"),
        ("etc/initramfs-tools/update-initramfs.conf", "# hunter2\nupdate_initramfs=yes\nbackup_to=/sesame-key\n"),
        ("etc/mkinitcpio.d/linux.preset", "# hunter2\nALL_kver=\"/boot/vmlinuz-linux\"\nPRESETS=('default')\ndefault_uki=\"/efi/EFI/Linux/arch-linux.efi\"\ndefault_options=\"-A tuxvault\"\n"),
        ("etc/sysconfig/bootloader", "LOADER_TYPE=\"grub2-efi\"\nSECURE_BOOT=\"yes\"\nNOTE=\"hunter2\"\n"),
        ("etc/sdboot-manage.conf", $"LINUX_OPTIONS=\"root=UUID={RootUuid} quiet\"\nENTRY_TITLE=\"hunter2\"\n"),
        ("etc/pacman.d/hooks/90-mkinitcpio-install.hook", "Exec = /bin/curl hunter2\n"),
        ("boot/grub2/grubenv", $"# GRUB Environment Block\nsaved_entry={MachineId}-5.4.0\nkernelopts=root=UUID={RootUuid} ro quiet\npassword=hunter2\n#######"),
        ("boot/limine.conf", "cmdline: password=hunter2\n"),
        ("boot/initrd.img-sesame-host", "hunter2"),
        ($"boot/efi/{MachineId}/5.4.0-42-generic/linux", "hunter2"),
        ($"boot/efi/EFI/Linux/{MachineId}-5.4.0.efi", "hunter2"),
        ("var/lib/dpkg/info/dracut.list", "/usr/share/doc/dracut/copyright\n/home/tuxvault\n"),
        ("var/lib/dpkg/diversions", "/usr/sbin/update-initramfs\n/usr/sbin/update-initramfs.tux@example.org\ndracut\n/bin/hunter2\n/bin/sesame-key\ndracut\n"),
        ("lib/modules/5.4.0-41-sesame-host/pkgbase", "linux hunter2\n"),
        ("sys/firmware/efi/efivars/LoaderInfo-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f", "\u0006\0\0\0h\0u\0n\0t\0e\0r\0002\0!\0@\0"),
        ("sys/firmware/efi/efivars/Boot0000-8be4df61-93ca-11d2-aa0d-00e098032b8c", "hunter2"),
        (Card + "/serial_number", "00-15-17-ff-fe-4a-5b-6c\n"),
        (Card + "/vpd", "PF1ABCDE2345"),
        (Card + "/rom", "hunter2"),
        (Card + "/label", "sesame-host\n"),
        (Card + "/drm/card1/secret", "hunter2\n"),
        (Card + "/net/eth0/address", "52:54:00:ab:cd:ef\n"),
        (Card + "/nvme/nvme0/serial", "S4EWNX0M501234\n"),
        ("sys/class/dmi/id/product_uuid", RootUuid + "\n"),
        ("sys/class/dmi/id/board_serial", "0322918073421\n"),
        ("proc/self/mountinfo", $"1 1 8:1 / / rw - ext4 /dev/disk/by-uuid/{RootUuid} rw\n"),
        ("var/lib/gpu-passthrough/journal", "hunter2\n"),
    ];
}
