# The tutorial's host side: configured in a real Debian, then that Debian boots by what was made, and is put back.
devices='iommu-intel tutorial'
record_devices "$devices" && make_disk || exit 1
close_disk && open_disk
cp -a "$disk/etc" "$work/etc.before" && cp "$disk/boot/grub/grub.cfg" "$work/grub.before"

change_disk 07-set || exit 1
take_boot_files
stubbed=$(menu_arguments) recovery=$(menu_arguments recovery)
echo "menu: $stubbed"; echo "recovery: $recovery"
close_disk
boot_disk 07-active "$devices" "$stubbed" || exit 1
boot_disk 07-recovery "$devices" "$recovery" || exit 1

open_disk && change_disk 07-undo || exit 1
diff -r "$work/etc.before" "$disk/etc" && diff "$work/grub.before" "$disk/boot/grub/grub.cfg" || exit 1
take_boot_files
before=$(menu_arguments)
close_disk
boot_disk 07-before "$devices" "$before"
