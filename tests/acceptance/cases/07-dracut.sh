# The same where dracut makes the initramfs.
use_dracut() {
    cp /etc/resolv.conf "$disk/etc/resolv.conf"
    in_disk apt-get update && in_disk env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends dracut || return 1
    rm -f "$disk/etc/initramfs-tools/hooks/cards" "$disk/etc/resolv.conf"
    echo 'add_drivers+=" bochs cirrus snd_hda_intel e1000e "' >"$disk/etc/dracut.conf.d/cards.conf"
    in_disk dracut --force --regenerate-all && in_disk update-grub
}
try_tutorial use_dracut
