# From a bare Debian to a guest that runs with the card, and back: the runbook after each start, until nothing is left.
devices='tutorial iommu-amd'
snapshot=off
record_devices "$devices" && make_disk && shrink_initramfs || exit 1
truncate -s 64M "$disk/var/lib/libvirt/images/win10.img"
cp -a "$disk/etc" "$work/etc.before" && cp "$disk/boot/grub/grub.cfg" "$work/menu.before"

# start RUNBOOK: by what the boot loader of the disk has now.
start() {
    take_boot_files && arguments=$(menu_arguments) || return 1
    close_disk && boot_disk "$1" "$devices" "$arguments" || return 1
    e2fsck -p "$work/disk.img" >/dev/null
    [[ $? -le 1 ]] && open_disk
}

start 12-host && start 12-guest && start 12-undo || exit 1
diff -r --no-dereference --exclude libvirt --exclude .updated "$work/etc.before" "$disk/etc" && diff "$work/menu.before" "$disk/boot/grub/grub.cfg" || exit 1
take_boot_files && before=$(menu_arguments)
close_disk
boot_probes "$devices" "$before" $'0000:01:00.0 cirrus\n0000:01:00.1 snd_hda_intel\n0000:02:00.0 e1000e'
