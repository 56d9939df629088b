. $PSScriptRoot/../guest/Check.ps1
modprobe -a bochs snd_hda_intel
& "$PSScriptRoot/../guest/libvirtd"
truncate -s 64M /var/lib/libvirt/images/win10.img

$group = Get-IommuGroup -Address 0000:01:00.0
$rom = Export-GpuRom 0000:01:00.0 -Confirm:$false -WarningAction SilentlyContinue
New-LibvirtDomain win10 -Memory 256MB -Disk /var/lib/libvirt/images/win10.img -Network none -Confirm:$false

function Test-Method($Method, $Given, $Absent) {
    Get-LibvirtDomain win10 | Set-DomainStealth -Method $Method -PassThru -Confirm:$false |
        Add-DomainHostDevice -Address $group -Rom $rom -Confirm:$false
    Start-LibvirtDomain win10 -TimeoutSeconds 900 -Confirm:$false

    $process = pgrep --full guest=win10
    $arguments = [IO.File]::ReadAllText("/proc/$process/cmdline").Replace([char] 0, ' ')
    foreach ($text in $Given) { Test-Text "$Method for QEMU" $text $arguments }
    foreach ($text in $Absent) { Test-Equal "$Method without $text" $false $arguments.Contains($text) }
    Test-Equal 'QEMU holds the group' "/dev/vfio/$($group.Number)" (Get-Ordered (sh -c "readlink /proc/$process/fd/* | grep '^/dev/vfio/[0-9]'"))
    Test-Equal 'the card is away' 'vfio-pci vfio-pci' "$(Read-Driver 0000:01:00.0) $(Read-Driver 0000:01:00.1)"
    Stop-LibvirtDomain win10 -Force -Confirm:$false
    Test-Equal 'the card is back' 'bochs-drm snd_hda_intel' "$(Read-Driver 0000:01:00.0) $(Read-Driver 0000:01:00.1)"
}

Test-Method DisableHypervisorBit -Given 'hypervisor=off', 'kvm=off', """romfile"":""$($rom.HostPath)""" -Absent 'hv-'
Test-Method HyperVEnlightenments -Given 'hv-relaxed=on', 'hv-vapic=on', 'hv-spinlocks=0x1fff', 'hv-vendor-id=', 'hv-time=on', 'kvm=off' -Absent 'hypervisor=off'

# Half of a group, as only a hand can give it.
Remove-DomainHostDevice win10 0000:01:00.0 -Confirm:$false
[IO.File]::WriteAllText('/half.xml', "<hostdev mode='subsystem' type='pci' managed='yes'><source><address domain='0' bus='5' slot='0' function='0'/></source></hostdev>")
virsh --quiet attach-device win10 /half.xml --config
Test-Error 'a group that is not viable' 'StartGroupNotViable' -Naming '0000:06:00.0' { Start-LibvirtDomain win10 -TimeoutSeconds 900 -Confirm:$false }
Complete-Runbook
