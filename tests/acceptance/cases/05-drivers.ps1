. $PSScriptRoot/../guest/Check.ps1
modprobe -a bochs snd_hda_intel e1000e nvme ext4 vfio-pci
function Read-Override($Address) { [IO.File]::ReadAllText("/sys/bus/pci/devices/$Address/driver_override").Trim() }

$drivers = [ordered] @{
    '0000:01:00.0' = 'bochs-drm'
    '0000:01:00.1' = 'snd_hda_intel'
    '0000:03:00.0' = 'e1000e'
    '0000:04:00.0' = 'nvme'
}
foreach ($address in $drivers.Keys) {
    Test-Equal "$address before" $drivers[$address] (Read-Driver $address)
    $moved = Set-PciDriver $address vfio-pci -PassThru -Confirm:$false
    Test-Equal "$address to vfio-pci" 'vfio-pci' (Read-Driver $address)
    Test-Equal "$address as returned" 'vfio-pci' $moved.Driver
    Set-PciDriver $address -Default -Confirm:$false
    Test-Equal "$address back" "$($drivers[$address]) (null)" "$(Read-Driver $address) $(Read-Override $address)"
}

# virtio-pci looks at the device ID by itself, and refuses.
Test-Error 'a driver that does not take the function' 'DriverNotTaken' { Set-PciDriver 0000:01:00.1 virtio-pci -Confirm:$false }
Test-Equal 'put back' 'snd_hda_intel (null)' "$(Read-Driver 0000:01:00.1) $(Read-Override 0000:01:00.1)"

$null = mkdir /mnt/data
mount /dev/nvme0n1 /mnt/data
Test-Error 'a mounted disk' 'GuardHostDisk' { Set-PciDriver 0000:04:00.0 vfio-pci -Confirm:$false }
Test-Equal 'the disk stays' 'nvme' (Read-Driver 0000:04:00.0)
umount /mnt/data

$card = [IO.Path]::GetFileName([IO.Directory]::GetDirectories('/sys/bus/pci/devices/0000:01:00.0/drm', 'card*')[0])
sh -c "sleep 1000 < /dev/dri/$card > /dev/null 2>&1 &"
Test-Error 'an open DRM node' 'GuardInUse' { Set-PciDriver 0000:01:00.0 vfio-pci -Confirm:$false }
Test-Equal 'the card stays' 'bochs-drm' (Read-Driver 0000:01:00.0)
Complete-Runbook
