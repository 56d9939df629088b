. $PSScriptRoot/../guest/Check.ps1
$null = mkdir /roms

function Test-Rom($Address, $Oracle) {
    $rom = Export-GpuRom $Address /roms/$Address.rom -Confirm:$false -WarningAction SilentlyContinue
    Test-Equal "$Address is $Oracle" (sha256sum $Oracle).Split(' ')[0] (sha256sum $rom.Path).Split(' ')[0]
    Test-Equal "$Address as the object says" (sha256sum $Oracle).Split(' ')[0] $rom.Sha256
    Test-Off $Address
    $script:rom = $rom
}

# The kernel refuses to read a ROM that is not enabled.
function Test-Off($Address) {
    $said = sh -c "cat /sys/bus/pci/devices/$Address/rom 2>&1 > /dev/null"
    Test-Equal "$Address is switched off again" 'Invalid argument' ("$said".Split(': ')[-1])
}

Test-Rom 0000:01:00.0 /usr/share/seabios/vgabios-bochs-display.bin
Test-Equal 'one image for a BIOS' 'X86Bios 1234:1111' "$($rom.Images)"
Test-Rom 0000:03:00.0 /usr/lib/ipxe/qemu/efi-e1000e.rom
Test-Equal 'images of a network card' 'X86Bios Efi' "$($rom.Images.CodeType)"

Test-Error 'the boot display' 'RomShadowed' { Export-GpuRom 0000:00:01.0 /roms -Confirm:$false }
Test-Error 'a card without a ROM' 'RomMissing' { Export-GpuRom 0000:02:00.0 /roms -Confirm:$false }

# Stopped as by Ctrl-C, at any moment of one export after another.
$state = [Management.Automation.Runspaces.InitialSessionState]::CreateDefault2()
$state.ImportPSModule([string[]] (Get-Module GpuPassthrough).Path)
$done = [hashtable]::Synchronized(@{ Exports = 0 })
for ($time = 1; $time -le 6; $time++) {
    $exports = $done.Exports
    $shell = [powershell]::Create($state)
    $null = $shell.AddScript('param($done) while ($true) { $null = Export-GpuRom 0000:03:00.0 /roms/stopped.rom -Force -Confirm:$false -WarningAction SilentlyContinue; $done.Exports++ }').AddArgument($done)
    $null = $shell.BeginInvoke()
    do { [Threading.Thread]::Sleep([Random]::Shared.Next(50, 200)) } until ($done.Exports -gt $exports)
    $shell.Stop()
    Test-Off 0000:03:00.0
    $shell.Dispose()
}
"  exports in between: $($done.Exports)"
Complete-Runbook
