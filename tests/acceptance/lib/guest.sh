# The one place that starts guests.

# The QEMU options of topology files. %WORK% is the folder of the case.
topology() {
    local name
    for name; do sed -e '/^#/d' -e "s|%WORK%|$work|g" "$here/topologies/$name"; done
}

# start_guest LOG TOPOLOGIES KERNEL INITRAMFS ARGUMENTS [QEMU OPTION...]
# Leaves the kernel's console in LOG and what the runbook says in LOG.runbook. True when the runbook's checks hold.
start_guest() {
    local log=$1 options
    read -ra options <<<"$(topology $2 | tr '\n' ' ')"
    rm -f "$log" "$log.runbook"
    timeout --kill-after=10 "${limit:-900}" qemu-system-x86_64 -accel tcg,thread=multi -smp 2 -m 2048 -nodefaults -display none -no-reboot \
        "${options[@]}" -serial "file:$log" -serial "file:$log.runbook" \
        -virtfs local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap \
        -kernel "$3" -initrd "$4" -append "$5" "${@:6}" </dev/null >"$log.qemu" 2>&1
    grep -q '^runbook ended with 0' "$log.runbook" 2>/dev/null && ! grep -q '^BAD' "$log.runbook"
}

# Guests that did not reach their init get a second try, for whatever the machine did to them.
start_guest_twice() {
    start_guest "$@" && return
    grep -q '^init reached' "$1.runbook" 2>/dev/null && return 1
    cp "$1" "$1.first"
    start_guest "$@"
}

# The initramfs of guests that run one runbook and end: busybox and the modules for the shared root.
make_initramfs() {
    local tree=$work/initramfs release=$1 module
    rm -rf "$tree"
    mkdir -p "$tree"/{bin,dev,proc,sys,host,memory,root,modules}
    cp "$(command -v busybox)" "$tree/bin/busybox"
    for command in sh mount mkdir insmod chroot poweroff; do ln -s busybox "$tree/bin/$command"; done
    for module in virtio_pci 9pnet_virtio 9p overlay; do
        modprobe -d "$root" -S "$release" -C /dev/null --show-depends "$module" | sed -n 's/^insmod //p'
    done | awk '!seen[$1]++ {print $1}' | while read -r module; do
        cp "$module" "$tree/modules/" && basename "$module" >>"$tree/modules/order"
    done
    cp "$here/guest/init" "$tree/init"
    printf '%s\n' "ROOT='$root'" "REPOSITORY='$repository'" "RUNBOOK='$here/$2'" \
        "SHARED='$repository $dotnet /usr/share/seabios /usr/lib/ipxe'" "export DOTNET_ROOT='$dotnet'" >"$tree/job"
    (cd "$tree" && find . | cpio --create --format=newc --quiet) >"$work/initramfs.cpio"
}

# run_runbook RUNBOOK TOPOLOGIES [KERNEL ARGUMENT...]: in a guest with these devices.
run_runbook() {
    local release
    release=$(kernel_release)
    [[ -e $work/data.img ]] || { truncate -s 64M "$work/data.img" && mke2fs -q -t ext4 "$work/data.img"; }
    make_initramfs "$release" "$1" || return 1
    start_guest_twice "$work/$(basename "$1" .ps1).log" "$2" "$root/boot/vmlinuz-$release" "$work/initramfs.cpio" \
        "console=ttyS0 panic=-1 no_timer_check quiet ${*:3}"
}
