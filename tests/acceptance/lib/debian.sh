# A Debian of its own in the cache folder: the userland and the kernel of all guests.

# What the root is made of: a Debian that starts by itself, and a hypervisor's libvirt and QEMU.
root_packages=systemd-sysv,udev,kmod,dbus,libpam-systemd,pciutils,procps,zstd,initramfs-tools,linux-image-amd64,grub-pc-bin,grub2-common
root_packages+=,libstdc++6,ca-certificates,libvirt-daemon-system,libvirt-clients,qemu-system-x86,ovmf,cpu-checker,msr-tools

# Makes the root once. Its name holds all that it is made of.
make_root() {
    local suite
    suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
    root=$cache/$suite-$(sha256sum <<<"$root_packages" | cut -c1-8)
    [[ -e $root.made ]] && return
    rm -rf --one-file-system "$root"
    echo "making a Debian in $root (once)"
    debootstrap --variant=minbase --include="$root_packages" "$suite" "$root" >"$root.log" 2>&1 || { tail -n 20 "$root.log"; return 1; }
    rm -f "$root"/var/cache/apt/archives/*.deb
    touch "$root.made"
}

kernel_release() { ls "$root/lib/modules" | sort -V | tail -n 1; }
