# vfio-pci as a part of the kernel: the argument alone, without softdep. Debian's kernel has a module of it; here it is
# taken out of the modules, listed in modules.builtin, and loaded by the initramfs before anything else can be.
make_built_in() {
    local modules=$disk/lib/modules/$(kernel_release) file
    mkdir -p "$disk/usr/lib/built-in"
    modprobe -d "$disk" -S "$(kernel_release)" -C /dev/null --show-depends vfio-pci |
        awk -v disk="$disk" '$1 == "insmod" && !seen[$2]++ {print substr($2, length(disk) + 1)}' >"$disk/usr/lib/built-in/order"
    while read -r file; do
        mv "$disk$file" "$disk/usr/lib/built-in/" && echo "${file#/lib/modules/*/}" >>"$modules/modules.builtin"
    done <"$disk/usr/lib/built-in/order"
    in_disk depmod "$(kernel_release)"
    cp "$here/guest/built-in" "$disk/etc/initramfs-tools/hooks/built-in"
    in_disk update-initramfs -u -k all
}

record_devices "$devices" && make_disk && make_built_in && change_disk 09-set || exit 1
take_boot_files && stubbed=$(menu_arguments)
close_disk
boot_disk 07-active "$devices" "$stubbed"
