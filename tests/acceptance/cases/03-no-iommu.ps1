. $PSScriptRoot/../guest/Check.ps1
modprobe -a bochs snd_hda_intel vfio-pci
$reason = 'there is no ACPI table DMAR, IVRS or IORT'
Test-Equal 'no functions in a group' 0 @(Get-PciDevice | Where-Object IommuGroup -ne $null).Count
Test-Equal 'no groups' 0 @(Get-IommuGroup -WarningVariable told -WarningAction SilentlyContinue).Count
Test-Text 'a warning says why' $reason "$told"
Test-Equal 'no group of the card' 0 @(Get-IommuGroup -Address 0000:01:00.0 -WarningVariable told -WarningAction SilentlyContinue).Count
Test-Text 'nor there' $reason "$told"

$checks = Test-PassthroughHost
foreach ($name in 'IommuFirmware', 'IommuActive') { Test-Equal "the check $name" Fail ($checks | Where-Object Name -eq $name).Status }
Test-Equal 'the host is not ready' False (Test-PassthroughHost -Quiet)

# No argument of the kernel helps, so none is written.
[IO.File]::WriteAllText('/etc/default/grub', "GRUB_CMDLINE_LINUX_DEFAULT=`"quiet`"`n")
$grub = @{ BootLoader = 'GRUB' }
Enable-Iommu @grub -Confirm:$false -WarningVariable told -WarningAction SilentlyContinue
Test-Text 'Enable-Iommu' 'The firmware offers no IOMMU' "$told"
Test-Equal 'nothing was changed' 0 @(Get-PassthroughChange).Count
$step = (Get-PassthroughStatus 0000:01:00.0 @grub)[0]
Test-Equal 'the first step' 'Iommu Blocked' "$($step.Step) $($step.State)"
Test-Text 'and why' 'The firmware offers no IOMMU' $step.Evidence
$null = Set-VfioStub 0000:01:00.0 @grub -WhatIf -WarningVariable told -WarningAction SilentlyContinue
Test-Text 'Set-VfioStub' 'No IOMMU is active on this host' "$told"

# The kernel's vfio-pci wants a group; the ROM does not.
Test-Error 'vfio-pci does not take the card' 'DriverNotTaken' { Set-PciDriver 0000:01:00.0 vfio-pci -Confirm:$false } -Naming 'error -22'
Test-Equal 'the card stays' 'bochs-drm' (Read-Driver 0000:01:00.0)
$rom = Export-GpuRom 0000:01:00.0 /usr/share/qemu/card.rom -Confirm:$false -WarningAction SilentlyContinue
Test-Equal 'the ROM' (sha256sum /usr/share/seabios/vgabios-bochs-display.bin).Split(' ')[0] $rom.Sha256
Complete-Runbook
