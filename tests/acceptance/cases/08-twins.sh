# Of two identical cards one is left to a guest by its address: the right one, however often the machine starts.
devices='iommu-intel twins'
record_devices "$devices" && make_disk || exit 1
close_disk && open_disk
change_disk 08-set || exit 1
take_boot_files
arguments=$(menu_arguments)
close_disk
boot_disk 08-active "$devices" "$arguments" || exit 1

# boot_probes EXPECTED ARGUMENT...: without the rest of the system; what stands after the initramfs counts.
boot_probes() {
    boot_disk probes "$devices" "$arguments init=/usr/local/sbin/probes ${*:2}" || return 1
    diff <(printf '%s\n' "$1") <(tr -d '\r' <"$work/probes.runbook" | grep -E '^function 0000:0[1-4]')
}
of() { echo "function $1 driver $2 probed $2"; }
stubbed=$(of 0000:01:00.0 bochs-drm; of 0000:01:00.1 snd_hda_intel; of 0000:02:00.0 vfio-pci; of 0000:02:00.1 vfio-pci; of 0000:03:00.0 e1000e; of 0000:04:00.0 vfio-pci)
none=$(of 0000:01:00.0 bochs-drm; of 0000:01:00.1 snd_hda_intel; of 0000:02:00.0 bochs-drm; of 0000:02:00.1 snd_hda_intel; of 0000:03:00.0 e1000e; of 0000:04:00.0 e1000e)
for ((start = 1; start <= 20; start++)); do boot_probes "$stubbed" || { echo "start $start"; exit 1; }; done
boot_probes "$none" gpupt.off
