# The power goes at ten moments during Set-VfioStub: each time the host boots, stubbed or not, and undo brings all back.
snapshot=off
record_devices "$devices" && make_disk && shrink_initramfs || exit 1
cp -a "$disk/etc" "$work/etc.before" && cp "$disk/boot/grub/grub.cfg" "$work/menu.before" && before=$(menu_arguments)
take_boot_files && close_disk
mkdir "$work/first" && cp --sparse=always "$work"/{disk.img,vmlinuz,initrd.img} "$work/first" || exit 1

# How long it takes, in which the moments are: each fifth near its end, where what boots becomes another.
boot_disk 13-set "$devices" "$before $as_init" || exit 1
length=$(sed -n 's/^changed in \([0-9]*\) ms.*/\1/p' "$work/13-set.runbook")
echo "Set-VfioStub takes $length ms"

old=$'0000:01:00.0 cirrus\n0000:01:00.1 snd_hda_intel\n0000:02:00.0 e1000e'
new=$'0000:01:00.0 vfio-pci\n0000:01:00.1 vfio-pci\n0000:02:00.0 e1000e'
for ((cut = 1; cut <= ${cuts:-10}; cut++)); do
    cp --sparse=always "$work"/first/* "$work" || exit 1
    moment=$((cut % 5 ? SRANDOM % length : length - SRANDOM % (length / 10)))
    cut_power "$((moment / 1000)).$(printf %03d $((moment % 1000)))" 13-set boot_disk 13-set "$devices" "$before $as_init"
    e2fsck -p "$work/disk.img" >/dev/null
    [[ $? -le 1 ]] && open_disk && take_boot_files && found=$(menu_arguments) && [[ $found ]] || exit 1
    close_disk
    if boot_probes "$devices" "$found" "$old" >/dev/null; then state=old; else boot_probes "$devices" "$found" "$new" && state=new || exit 1; fi

    open_disk && change_disk 13-undo || exit 1
    diff -r --no-dereference "$work/etc.before" "$disk/etc" && diff "$work/menu.before" "$disk/boot/grub/grub.cfg" || exit 1
    ! in_disk lsinitramfs "/boot/initrd.img-$(kernel_release)" | grep 01-vfio-pci || exit 1
    close_disk
    echo "cut $cut after $moment ms: boots with the $state configuration, and undo brings all back"
done
