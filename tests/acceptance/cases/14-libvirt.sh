# Real libvirt: its daemon in the Debian of the guests, in namespaces of its own that take everything with them when
# they end. What it writes is forgotten, and the libvirt of this machine, if there is one, does not notice.

# The Debian with what a daemon needs. Of the devices of this machine it has none, of its /sys nothing to write.
open_house() {
    house=$work/house
    mkdir -p "$house" "$work/layer" && mount -t tmpfs layer "$work/layer" && mkdir "$work/layer"/{upper,scratch}
    mount -t overlay -o "lowerdir=$root,upperdir=$work/layer/upper,workdir=$work/layer/scratch" house "$house"
    mount -t proc proc "$house/proc" && mount --bind /sys "$house/sys" && mount -o remount,bind,ro "$house/sys" && mount -t tmpfs run "$house/run" && mount -t tmpfs dev "$house/dev"
    local node
    for node in null zero full random urandom tty; do cp -a "/dev/$node" "$house/dev/"; done
    ln -s /proc/self/fd "$house/dev/fd" && mkdir "$house/dev"/{pts,shm} && mount -t devpts -o newinstance,ptmxmode=0666 devpts "$house/dev/pts" && ln -s pts/ptmx "$house/dev/ptmx"
    for node in "$repository" "$dotnet"; do mkdir -p "$house$node" && mount --bind "$node" "$house$node"; done
    mkdir "$house/run/lock" && rm -f "$house"/etc/libvirt/qemu/networks/autostart/*
    printf '%s\n' 'user = "root"' 'group = "root"' 'security_driver = "none"' 'remember_owner = 0' 'cgroup_controllers = [ ]' 'namespaces = [ ]' >"$house/etc/libvirt/qemu.conf"
    printf '%s\n' 'auth_unix_ro = "none"' 'auth_unix_rw = "none"' 'unix_sock_group = "root"' 'unix_sock_rw_perms = "0700"' >"$house/etc/libvirt/libvirtd.conf"
}

in_house() { chroot "$house" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 NO_COLOR=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_ROOT="$dotnet" "$@"; }

start_daemon() { in_house libvirtd -d && in_house virsh --quiet version >/dev/null; }

end_daemon() {
    local daemon=$(<"$house/run/libvirtd.pid")
    kill "$daemon"
    while [[ -e /proc/$daemon ]]; do sleep 0.1; done
}

cpu_field() { sed -n "s/^$1[[:space:]]*: //p" /proc/cpuinfo | head -n 1; }

# What libvirt's daemon found out of QEMU it keeps, and looks again only when the host is another. So it can be told that
# QEMU runs on KVM: it then takes domains of type kvm and works out their command lines, though none of them can start.
pretend_kvm() {
    local module kept=$house/var/cache/libvirt/qemu/capabilities
    kept=$(grep -l '<emulator>/usr/bin/qemu-system-x86_64<' "$kept"/*.xml) || return 1
    SIGNATURE="$(cpu_field vendor_id), $(cpu_field 'model name'), family: $(cpu_field 'cpu family'), model: $(cpu_field model), stepping: $(cpu_field stepping)" \
    MICROCODE=$(($(cpu_field microcode))) KERNEL="$(uname -r) $(uname -v)" \
    perl -0pi -e '
        s|(?=  <flag )|  <flag name="kvm"/>\n|;
        s|<microcodeVersion>.*?</microcodeVersion>|<microcodeVersion>$ENV{MICROCODE}</microcodeVersion>\n  <hostCPUSignature>$ENV{SIGNATURE}</hostCPUSignature>|;
        s|(?=  <package>)|  <kernelVersion>$ENV{KERNEL}</kernelVersion>\n|;
        my ($emulated) = /(  <hostCPU type=.tcg.*  <machine type=.tcg[^\n]*\n)/s;
        (my $native = $emulated) =~ s/type=.tcg./type="kvm"/g;
        s/(?=  <hostCPU type=.tcg)/$native/' "$kept"
    for module in "$house"/sys/module/kvm_*; do mount -t tmpfs hidden "$module"; done
    touch "$house/dev/kvm"
}

# run_in_house RUNBOOK [COMMAND...]: the command is one that runs another.
run_in_house() {
    in_house "${@:2}" "$repository/src/GpuPassthrough.Runner/bin/Debug/net10.0/gpupt" -File "$here/cases/$1.ps1" >"$work/$1.runbook" 2>&1 &&
        ! grep -q '^BAD' "$work/$1.runbook"
}

# The tutorial's machine in front of the real libvirt: the module looks at the recorded one, the daemon at this one.
look_at_tutorial() {
    local host=$repository/tests/hosts/h97m-gtx1060
    mount --bind "$host/sys" "$house/sys" && mount --bind "$host/proc/cpuinfo" "$house/proc/cpuinfo" && run_in_house 14-libvirt
}

try_libvirt() {
    shopt -s nullglob
    open_house && in_house virtlogd -d && start_daemon && end_daemon && pretend_kvm && start_daemon || return 1
    (unshare --mount bash -c "$(declare -p work repository house here dotnet); $(declare -f); look_at_tutorial") || return 1
    install -d -o 1000 -g 1000 -m 700 "$house/home/user" && echo 'user:x:1000:1000::/home/user:/bin/sh' >>"$house/etc/passwd" && echo "user:x:1000:" >>"$house/etc/group" || return 1
    run_in_house 14-session setpriv --reuid=1000 --regid=1000 --clear-groups env HOME=/home/user || return 1
    end_daemon
    run_in_house 14-no-daemon
}

unshare --mount --pid --net --fork --kill-child --mount-proc bash -c "$(declare -p work root repository dotnet here); $(declare -f); try_libvirt"
