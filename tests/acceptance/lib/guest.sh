# The one place that starts guests.

# What every guest's kernel is told. Page table isolation would have QEMU forget its address translations at each system call.
kernel_arguments='console=ttyS0 panic=-1 no_timer_check mitigations=off'

# The QEMU options of topology files. %WORK% is the folder of the case.
topology() {
    local name
    for name; do sed -e '/^#/d' -e "s|%WORK%|$work|g" "$here/topologies/$name"; done
}

# start_guest NAME TOPOLOGIES KERNEL INITRAMFS ARGUMENTS [QEMU OPTION...]
# Leaves the kernel's console in NAME.console and what the runbook says in NAME.runbook. True when all checks hold.
start_guest() {
    local log=$work/$1 options
    read -ra options <<<"$(topology $2 | tr '\n' ' ')"
    rm -f "$log".*
    timeout --foreground --kill-after=10 "${limit:-1800}" qemu-system-x86_64 -accel tcg,thread=multi -smp 2 -m 2048 -nodefaults -display none -no-reboot -pidfile "$log.pid" \
        "${options[@]}" -serial "file:$log.console" -serial "file:$log.runbook" \
        -virtfs local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap \
        -virtfs local,path="$work",mount_tag=work,security_model=none \
        -kernel "$3" -initrd "$4" -append "$5" "${@:6}" </dev/null >"$log.qemu" 2>&1
    grep -q '^runbook ended with 0' "$log.runbook" 2>/dev/null && ! grep -q '^BAD' "$log.runbook"
}

# cut_power SECONDS NAME COMMAND...: ends the guest NAME, which the command starts, that long after its runbook says "changing".
cut_power() {
    local log=$work/$2 watcher
    rm -f "$log.runbook"
    (until grep -qs '^changing' "$log.runbook"; do sleep 0.2; done; sleep "$1"; kill -KILL "$(<"$log.pid")") &
    watcher=$!
    "${@:3}"
    kill "$watcher" 2>/dev/null
    wait "$watcher" 2>/dev/null
    return 0
}

# A guest that did not reach its init gets a second try, for whatever the machine did to it.
start_guest_twice() {
    start_guest "$@" && return
    grep -q '^init reached' "$work/$1.runbook" 2>/dev/null && return 1
    echo "$1 did not reach its init; second try"
    start_guest "$@"
}

# What a guest is to run, where it finds it in the shared folder of the case.
write_job() {
    printf '%s\n' "ROOT='$root'" "REPOSITORY='$repository'" "RUNBOOK='$here/cases/$1.ps1'" \
        "SHARED='$repository $dotnet /usr/share/seabios /usr/lib/ipxe'" "export DOTNET_ROOT='$dotnet'" >"$work/job"
}

# The initramfs of guests that run one runbook and end: busybox and the modules for the shared folders.
make_initramfs() {
    local tree=$work/initramfs module
    mkdir -p "$tree"/{bin,dev,proc,sys,host,work,memory,root,modules}
    cp "$(command -v busybox)" "$tree/bin/busybox"
    for command in sh mount mkdir insmod ifconfig chroot poweroff; do ln -sf busybox "$tree/bin/$command"; done
    for module in virtio_pci 9pnet_virtio 9p overlay; do
        modprobe -d "$root" -S "$(kernel_release)" -C /dev/null --show-depends "$module" | sed -n 's/^insmod //p'
    done | awk '!seen[$1]++ {print $1}' | while read -r module; do
        cp "$module" "$tree/modules/" && basename "$module"
    done >"$tree/modules/order"
    cp "$here/guest/init" "$tree/init"
    (cd "$tree" && find . | cpio --create --format=newc --quiet) >"$work/initramfs.cpio"
}

# run_runbook RUNBOOK TOPOLOGIES [KERNEL ARGUMENT...]: in a guest with these devices.
run_runbook() {
    [[ -e $work/data.img ]] || { truncate -s 64M "$work/data.img" && mke2fs -q -t ext4 "$work/data.img"; }
    write_job "$1" && make_initramfs || return 1
    start_guest_twice "$1" "$2" "$root/boot/vmlinuz-$(kernel_release)" "$work/initramfs.cpio" "$kernel_arguments quiet ${*:3}"
}
