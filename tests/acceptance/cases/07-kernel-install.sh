# The same where kernel-install makes entries for systemd-boot. /boot holds them itself, as where there is no ESP to mount.
use_kernel_install() {
    local release
    release=$(kernel_release)
    add_packages systemd-boot && in_disk apt-get purge --yes grub2-common grub-pc-bin grub-common || return 1
    rm -rf "$disk"/boot/grub "$disk"/etc/default/grub*
    echo "root=UUID=$uuid ro $disk_arguments quiet" >"$disk/etc/kernel/cmdline"
    mkdir -p "$disk/boot/loader/entries" "$disk/boot/$(<"$disk/etc/machine-id")"
    in_disk kernel-install add "$release" "/boot/vmlinuz-$release" "/boot/initrd.img-$release"
}
try_tutorial kernel-install use_kernel_install
