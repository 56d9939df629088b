. $PSScriptRoot/../guest/Check.ps1
modprobe -a bochs snd_hda_intel e1000e nvme vfio-pci

# lspci's record of each function, by its own names.
$records = @{}
foreach ($line in lspci -D -n -vmm -k) {
    if ($line -notmatch '^(\w+):\t(.*)$') { continue }
    if ($Matches[1] -eq 'Slot') { $record = @{ Module = @() }; $records[$Matches[2]] = $record }
    elseif ($Matches[1] -eq 'Module') { $record.Module += $Matches[2] }
    else { $record[$Matches[1]] = $Matches[2] }
}

$devices = Get-PciDevice
Test-Equal 'number of functions' $records.Count @($devices).Count
foreach ($device in $devices) {
    $address = "$($device.Address)"
    $record = $records[$address]
    $folder = "/sys/bus/pci/devices/$address"
    Test-Equal "$address ID and class" "$($record.Vendor):$($record.Device) $($record.Class)" "$($device.Id) $($device.Class)"
    Test-Equal "$address revision and programming interface" "$($record.Rev) $($record.ProgIf)" "$(if ($record.Rev) { $device.Revision }) $(if ($record.ProgIf) { $device.ProgIf })"
    if ($record.SVendor) { Test-Equal "$address subsystem" "$($record.SVendor):$($record.SDevice)" "$($device.SubsystemVendor):$($device.SubsystemDevice)" }
    Test-Equal "$address driver" $record.Driver $device.Driver
    Test-Equal "$address group" ([IO.Path]::GetFileName((readlink "$folder/iommu_group"))) $device.IommuGroup

    # modprobe names a module once for each alias that fits.
    $modules = Get-Ordered (modprobe --resolve-alias ([IO.File]::ReadAllText("$folder/modalias").Trim()))
    Test-Equal "$address candidate modules" $modules (Get-Ordered $device.KernelModules)
}

foreach ($group in Get-IommuGroup) {
    $links = Get-Ordered (ls "/sys/kernel/iommu_groups/$($group.Number)/devices")
    Test-Equal "group $($group.Number) functions" $links (Get-Ordered $group.Functions.ForEach('ToString'))
}
Test-Equal 'groups' ([IO.Directory]::GetDirectories('/sys/kernel/iommu_groups').Count) @(Get-IommuGroup).Count
Complete-Runbook
