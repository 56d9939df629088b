# Of two identical cards one is left to a guest by its address: the right one, however often the machine starts.
devices='iommu-intel twins'
record_devices "$devices" && make_disk && shrink_initramfs && change_disk 08-set || exit 1
take_boot_files && arguments=$(menu_arguments)
close_disk

stubbed='0000:01:00.0 bochs-drm
0000:01:00.1 snd_hda_intel
0000:02:00.0 vfio-pci
0000:02:00.1 vfio-pci
0000:03:00.0 e1000e
0000:04:00.0 vfio-pci'
none='0000:01:00.0 bochs-drm
0000:01:00.1 snd_hda_intel
0000:02:00.0 bochs-drm
0000:02:00.1 snd_hda_intel
0000:03:00.0 e1000e
0000:04:00.0 e1000e'
boot_probes "$devices" "$arguments gpupt.off" "$none" || exit 1
for ((start = 1; start <= ${starts:-20}; start++)); do
    boot_probes "$devices" "$arguments" "$stubbed" || exit 1
    echo "start $start: the right ones"
done
boot_disk 08-active "$devices" "$arguments"
