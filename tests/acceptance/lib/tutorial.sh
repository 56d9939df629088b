# The tutorial's host side: configured in a real Debian, then that Debian boots by what was made, and is put back.
devices='iommu-intel tutorial'

# take_stubbed_disk NAME [COMMAND...]: a disk on which Set-VfioStub was run, and how it was before; open. Cases of one run share
# it, and each gets a copy. The command prepares the Debian, as an administrator would have.
take_stubbed_disk() {
    take_shared "$1" 'disk.img uuid recorded etc.before menu.before initrd.before stubbed' make_stubbed_disk "${@:2}" || return 1
    stubbed=$(<"$work/stubbed")
    open_disk && take_boot_files
}

make_stubbed_disk() {
    record_devices "$devices" && make_disk && "${@:-true}" && close_disk && open_disk || return 1
    cp -a "$disk/etc" "$work/etc.before" && cp "$(disk_menu)" "$work/menu.before" && cp -p "$disk/boot/initrd.img-$(kernel_release)" "$work/initrd.before"
    change_disk 07-set && menu_arguments >"$work/stubbed" && close_disk
}

try_tutorial() {
    local recovery before
    take_stubbed_disk "$@" || return 1
    recovery=$(menu_arguments recovery)
    printf '%s\n' "the menu's first entry: $stubbed" "its recovery entry: $recovery"
    close_disk
    boot_disk 07-active "$devices" "$stubbed" || return 1
    if [[ $recovery ]]; then boot_disk 07-recovery "$devices" "$recovery" || return 1; fi

    open_disk && change_disk 07-undo || return 1
    diff -r --no-dereference "$work/etc.before" "$disk/etc" && diff "$work/menu.before" "$(disk_menu)" || return 1
    take_boot_files && before=$(menu_arguments)
    close_disk
    boot_probes "$devices" "$before" $'0000:01:00.0 cirrus\n0000:01:00.1 snd_hda_intel\n0000:02:00.0 e1000e'
}
