. $PSScriptRoot/../guest/Check.ps1
modprobe -a bochs snd_hda_intel vfio-pci
$reason = 'there is no ACPI table DMAR, IVRS or IORT'
Test-Equal 'no functions in a group' 0 @(Get-PciDevice | Where-Object IommuGroup -ne $null).Count
Test-Equal 'no groups' 0 @(Get-IommuGroup -WarningVariable told -WarningAction SilentlyContinue).Count
Test-Text 'a warning says why' $reason "$told"
Test-Equal 'no group of the card' 0 @(Get-IommuGroup -Address 0000:01:00.0 -WarningVariable told -WarningAction SilentlyContinue).Count
Test-Text 'nor there' $reason "$told"

# The kernel's vfio-pci wants a group; the ROM does not.
Test-Error 'vfio-pci does not take the card' 'DriverNotTaken' { Set-PciDriver 0000:01:00.0 vfio-pci -Confirm:$false } -Naming 'error -22'
Test-Equal 'the card stays' 'bochs-drm' (Read-Driver 0000:01:00.0)
$rom = Export-GpuRom 0000:01:00.0 /usr/share/qemu/card.rom -Confirm:$false -WarningAction SilentlyContinue
Test-Equal 'the ROM' (sha256sum /usr/share/seabios/vgabios-bochs-display.bin).Split(' ')[0] $rom.Sha256
Complete-Runbook
