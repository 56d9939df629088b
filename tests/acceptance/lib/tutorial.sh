# The tutorial's host side: configured in a real Debian, then that Debian boots by what was made, and is put back.
try_tutorial() {
    local devices='iommu-intel tutorial' stubbed recovery before
    record_devices "$devices" && make_disk && "$@" || return 1
    close_disk && open_disk
    cp -a "$disk/etc" "$work/etc.before" && cp "$disk/boot/grub/grub.cfg" "$work/grub.before"

    change_disk 07-set || return 1
    take_boot_files && stubbed=$(menu_arguments) recovery=$(menu_arguments recovery)
    printf '%s\n' "the menu's first entry: $stubbed" "its recovery entry: $recovery"
    close_disk
    boot_disk 07-active "$devices" "$stubbed" && boot_disk 07-recovery "$devices" "$recovery" || return 1

    open_disk && change_disk 07-undo || return 1
    diff -r --no-dereference "$work/etc.before" "$disk/etc" && diff "$work/grub.before" "$disk/boot/grub/grub.cfg" || return 1
    take_boot_files && before=$(menu_arguments)
    close_disk
    boot_probes "$devices" "$before" $'0000:01:00.0 cirrus\n0000:01:00.1 snd_hda_intel\n0000:02:00.0 e1000e'
}
