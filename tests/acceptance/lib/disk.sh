# A disk with the Debian on it, changed from outside by chroot, then booted by its own initramfs and menu.

# A free one of two digits: what is called /dev/loop0 to /dev/loop9, GRUB takes for the file behind it.
free_loop() {
    local number=16
    while losetup "/dev/loop$number" >/dev/null 2>&1; do number=$((number + 1)); done
    echo "/dev/loop$number"
}

# The last makes the kernel log each driver that probes a function.
disk_arguments="$kernel_arguments log_buf_len=8M dd.dyndbg=+p"

# Given to the kernel, the runbook runs where the initramfs ends: systemd would only take time.
as_init=init=/usr/local/sbin/acceptance

# A copy of the one that cases of one run share, open.
make_disk() {
    take_shared disk 'disk.img uuid' install_disk && open_disk
}

# As an installer leaves it. The hook puts the drivers of cards into the initramfs, as boot screens do.
install_disk() {
    uuid=$(</proc/sys/kernel/random/uuid)
    echo "$uuid" >"$work/uuid"
    truncate -s 3G "$work/disk.img"
    mke2fs -q -t ext4 -U "$uuid" -d "$root" "$work/disk.img" || return 1
    open_disk
    echo "UUID=$uuid / ext4 errors=remount-ro 0 1" >"$disk/etc/fstab"
    printf '%s\n' 'GRUB_DEFAULT=0' 'GRUB_TIMEOUT=5' 'GRUB_DISTRIBUTOR=Debian' 'GRUB_CMDLINE_LINUX_DEFAULT="quiet"' \
        "GRUB_CMDLINE_LINUX=\"$disk_arguments\"" >"$disk/etc/default/grub"
    printf '%s\n' '#!/bin/sh' '[ "$1" = prereqs ] && exit' '. /usr/share/initramfs-tools/hook-functions' \
        'manual_add_modules bochs cirrus snd_hda_intel e1000e' >"$disk/etc/initramfs-tools/hooks/cards"
    chmod +x "$disk/etc/initramfs-tools/hooks/cards"
    cp "$here/guest/booted" "$disk/usr/local/sbin/acceptance"
    cp "$here/guest/probes" "$disk/usr/local/sbin/probes"
    cp "$here/guest/booted.service" "$disk/etc/systemd/system/acceptance.service"
    in_disk systemctl --quiet enable acceptance.service
    in_disk systemctl --quiet mask getty.target systemd-networkd.service e2scrub_reap.service cron.service libvirt-guests.service
    in_disk systemctl --quiet disable libvirtd.service
    mkdir -p "$disk/boot/grub"
    in_disk update-initramfs -u -k all && in_disk update-grub && close_disk
}

# Only the modules that are needed, so that a guest takes less long to make an initramfs and to unpack it.
shrink_initramfs() {
    echo MODULES=list >"$disk/etc/initramfs-tools/conf.d/small"
    sed -i 's/^manual_add_modules/& virtio_pci virtio_blk ext4/' "$disk/etc/initramfs-tools/hooks/cards"
    in_disk update-initramfs -u -k all
}

# Mounts the disk with what a chroot needs. Its /sys is the recorded one of the guest that will boot from it.
open_disk() {
    disk=$work/disk uuid=$(<"$work/uuid")
    loop=$(free_loop)
    mkdir -p "$disk" && losetup "$loop" "$work/disk.img" && mount "$loop" "$disk" || return 1
    mount -t proc proc "$disk/proc"
    mount -t tmpfs dev "$disk/dev"
    for node in null zero full random urandom tty; do cp -a "/dev/$node" "$disk/dev/"; done
    cp -a "$loop" "$disk/dev/"
    mkdir -p "$disk/dev/disk/by-uuid" && ln -s "../..${loop#/dev}" "$disk/dev/disk/by-uuid/$uuid"
    mount -t tmpfs run "$disk/run"
    for folder in "$repository" "$dotnet"; do mkdir -p "$disk$folder" && mount --bind "$folder" "$disk$folder"; done
    [[ -e $work/recorded/sys ]] || return 0
    mount --bind "$work/recorded/sys" "$disk/sys"
    mount --bind "$work/recorded/proc/cpuinfo" "$disk/proc/cpuinfo"
    menu_arguments >"$work/cmdline"
    mount --bind "$work/cmdline" "$disk/proc/cmdline"
}

# take_shared NAME FILES COMMAND...: copies of what cases of one run share. The command makes it once, in a work folder of its own.
take_shared() {
    local shared=$cache/work/shared-$1
    [[ -e $shared/made ]] || (
        work=$shared
        trap release_disk EXIT
        clear_work && mkdir -p "$work" && "${@:3}" && touch "$work/made"
    ) || { echo "see $shared"; return 1; }
    (cd "$shared" && cp -a --sparse=always $2 "$work")
}

# Whatever state a case ended in.
release_disk() {
    mountpoint --quiet "$work/disk" && umount --recursive "$work/disk"
    for loop in $(losetup --noheadings --output NAME --associated "$work/disk.img" 2>/dev/null); do losetup --detach "$loop"; done
}

close_disk() { umount --recursive "$disk" && losetup --detach "$loop" && e2fsck -p "$work/disk.img" >/dev/null; }

in_disk() { chroot "$disk" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DOTNET_ROOT="$dotnet" "$@"; }

# Runs a runbook in the disk's Debian, where it changes what the next start reads.
change_disk() {
    in_disk "$here/guest/runbook" "$here/cases/$1.ps1" >"$work/$1.runbook" 2>&1
    grep -q '^runbook ended with 0' "$work/$1.runbook" && ! grep -q '^BAD' "$work/$1.runbook"
}

# record_devices TOPOLOGIES: how a guest with these devices looks from inside.
record_devices() {
    take_shared "devices-${1// /-}" host.tar.gz run_runbook record "$1" || return 1
    mkdir -p "$work/recorded" && tar -xzf "$work/host.tar.gz" -C "$work/recorded" sys proc
}

# What the boot loader reads: GRUB's menu, or else the newest entry of systemd-boot.
disk_menu() {
    local entries=("$disk"/boot/loader/entries/*.conf)
    if [[ -e ${entries[0]-} ]]; then echo "${entries[-1]}"; else echo "$disk/boot/grub/grub.cfg"; fi
}

# The command line that the boot loader gives the kernel, for the menu's first entry or its first recovery entry.
menu_arguments() {
    local menu entries
    menu=$(disk_menu)
    if [[ $menu == *.conf ]]; then
        [[ ${1-} == recovery ]] || echo "initrd=$(sed -n 's/^initrd[[:space:]]*//p' "$menu" | tr / '\\') $(sed -n 's/^options[[:space:]]*//p' "$menu")"
        return
    fi
    entries=$(sed -nE 's/^[[:space:]]*linux[[:space:]]+([^ ]+)[[:space:]]+/BOOT_IMAGE=\1 /p' "$menu")
    if [[ ${1-} == recovery ]]; then grep -m 1 -w single <<<"$entries"; else head -n 1 <<<"$entries"; fi
}

add_packages() {
    cp /etc/resolv.conf "$disk/etc/resolv.conf"
    in_disk apt-get update && in_disk env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@" || return 1
    rm -f "$disk/etc/resolv.conf"
}

# boot_disk RUNBOOK TOPOLOGIES ARGUMENTS: the disk's own kernel and initramfs. What the guest writes is forgotten, but for snapshot=off.
boot_disk() {
    write_job "$1"
    start_guest_twice "$1" "$2" "$work/vmlinuz" "$work/initrd.img" "$3" \
        -drive "if=none,id=disk,file=$work/disk.img,format=raw,snapshot=${snapshot:-on}" -device virtio-blk-pci,drive=disk
}

# boot_probes TOPOLOGIES ARGUMENTS EXPECTED: ends after the initramfs. EXPECTED has a line "address driver" for each function
# behind a bridge: the driver that has it, and the only one that ever probed it.
boot_probes() {
    boot_disk probes "$1" "$2 init=/usr/local/sbin/probes" || return 1
    diff <(sed -E 's/(.*) (.*)/function \1 driver \2 probed \2/' <<<"$3") <(tr -d '\r' <"$work/probes.runbook" | grep '^function 0000:0[1-9]')
}

# The kernel and the initramfs that the boot loader takes.
take_boot_files() {
    local menu kernel=/boot/vmlinuz-$(kernel_release) initramfs=/boot/initrd.img-$(kernel_release)
    menu=$(disk_menu)
    if [[ $menu == *.conf ]]; then
        kernel=$(sed -n 's/^linux[[:space:]]*//p' "$menu")
        initramfs=$(sed -n 's/^initrd[[:space:]]*//p' "$menu")
    fi
    cp "$disk$kernel" "$work/vmlinuz" && cp "$disk$initramfs" "$work/initrd.img"
}
