# The same where dracut makes the initramfs.
use_dracut() {
    add_packages dracut || return 1
    rm -f "$disk/etc/initramfs-tools/hooks/cards"
    echo 'add_drivers+=" bochs cirrus snd_hda_intel e1000e "' >"$disk/etc/dracut.conf.d/cards.conf"
    in_disk dracut --force --regenerate-all && in_disk update-grub
}
try_tutorial dracut use_dracut
