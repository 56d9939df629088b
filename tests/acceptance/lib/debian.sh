# A Debian of its own in the cache folder: the userland and the kernel of all guests.

# Makes the root once. Its name holds all that it is made of.
make_root() {
    local suite packages="systemd-sysv,udev,kmod,dbus,pciutils,procps,zstd,initramfs-tools,linux-image-amd64,grub-pc-bin,grub2-common,libstdc++6,ca-certificates"
    suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
    root=$cache/$suite-$(sha256sum <<<"$packages" | cut -c1-8)
    [[ -e $root.made ]] && return
    rm -rf --one-file-system "$root"
    echo "making a Debian in $root (once)"
    debootstrap --variant=minbase --include="$packages" "$suite" "$root" >"$root.log" 2>&1 || { tail -n 20 "$root.log"; return 1; }
    rm -f "$root"/var/cache/apt/archives/*.deb
    touch "$root.made"
}

kernel_release() { ls "$root/lib/modules" | sort -V | tail -n 1; }
