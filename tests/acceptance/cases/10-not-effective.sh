# A stub that did not take, and says why: with the initramfs from before, and with its argument deleted at the boot menu.
take_stubbed_disk initramfs-tools || exit 1
close_disk
boot_disk 10-no-argument "$devices" "$(sed 's/ vfio_pci.ids=[^ ]*//' <<<"$stubbed") $as_init" || exit 1

# As a refresh that never ran: the files of the change are younger than the image.
open_disk
cp -p "$work/initrd.before" "$disk/boot/initrd.img-$(kernel_release)"
take_boot_files && close_disk
boot_disk 10-stale-initramfs "$devices" "$stubbed $as_init"
