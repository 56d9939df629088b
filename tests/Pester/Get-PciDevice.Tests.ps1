BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Get-PciDevice' {
    BeforeAll {
        $root = Get-FakeHost h97m-gtx1060
    }

    It 'lists every function in the order of their addresses' {
        $devices = Get-PciDevice -HostRoot $root
        $devices | Should -HaveCount ([IO.Directory]::GetFileSystemEntries("$root/sys/bus/pci/devices").Count)
        $addresses = [string[]]($devices | ForEach-Object { [string]$_.Address })
        $sorted = [string[]]$addresses.Clone()
        [Array]::Sort($sorted, [StringComparer]::Ordinal)
        $addresses | Should -BeExactly $sorted
    }

    It 'shows the tutorial''s card' {
        $card = Get-PciDevice -HostRoot $root -Address 01:00.0
        $card | Should -BeOfType ([GpuPassthrough.Pci.PciDevice])
        [string]$card.Address | Should -BeExactly '0000:01:00.0'
        $card.Name | Should -BeExactly 'NVIDIA Corporation GP106 [GeForce GTX 1060 6GB]'
        $card.ClassName | Should -BeExactly 'VGA compatible controller'
        $card.Class | Should -BeExactly '0300'
        $card.Vendor | Should -BeExactly '10de'
        $card.Device | Should -BeExactly '1c03'
        $card.Id | Should -BeExactly '10de:1c03'
        $card.SubsystemVendor | Should -BeExactly '19da'
        $card.Revision | Should -BeExactly 'a1'
        $card.Driver | Should -BeExactly 'nouveau'
        $card.KernelModules | Should -BeExactly @('nvidiafb', 'nouveau')
        $card.IommuGroup | Should -Be 1
        $card.IsDisplay | Should -BeTrue
        $card.IsBridge | Should -BeFalse
        $card.IsBootVga | Should -BeFalse
        $card.HostRoot | Should -BeExactly $root
        $card.Details | Should -BeNullOrEmpty
    }

    It 'takes <what>' -ForEach @(
        @{ what = 'an address by position'; script = { Get-PciDevice 0000:01:00.0 -HostRoot $root } }
        @{ what = 'an address from the pipeline'; script = { '01:00.0' | Get-PciDevice -HostRoot $root } }
        @{ what = 'a device from the pipeline'; script = { Get-PciDevice 01:00.0 -HostRoot $root | Get-PciDevice } }
        @{ what = 'an object with an Address'; script = { [pscustomobject]@{ Address = '01:00.0' } | Get-PciDevice -HostRoot $root } }
        @{ what = 'the same function twice'; script = { Get-PciDevice 01:00.0, 0000:01:00.0 -HostRoot $root } }
        @{ what = 'a deserialised device'; script = {
                $device = Get-PciDevice 01:00.0 -HostRoot $root
                [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($device)) | Get-PciDevice
            }
        }
    ) {
        $found = & $script
        $found | Should -HaveCount 1
        [string]$found.Address | Should -BeExactly '0000:01:00.0'
        $found.HostRoot | Should -BeExactly $root
    }

    It 'takes the endpoints of a group' {
        $found = Get-IommuGroup 1 -HostRoot $root | Get-PciDevice | ForEach-Object { [string]$_.Address }
        $found | Should -BeExactly @('0000:01:00.0', '0000:01:00.1')
    }

    It 'lists nothing for nothing' {
        @() | Get-PciDevice -HostRoot $root | Should -BeNullOrEmpty
        Get-PciDevice -Address @() -HostRoot $root | Should -BeNullOrEmpty
    }

    It 'reports an unknown address with its neighbours, and goes on' {
        $found = Get-PciDevice 01:00.2, 01:00.0 -HostRoot $root -ErrorVariable problem -ErrorAction SilentlyContinue
        [string]$found.Address | Should -BeExactly '0000:01:00.0'
        $problem | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -BeExactly 'PciDeviceNotFound,GpuPassthrough.Commands.GetPciDeviceCommand'
        [string]$problem[0].CategoryInfo.Category | Should -BeExactly 'ObjectNotFound'
        [string]$problem[0].TargetObject | Should -BeExactly '0000:01:00.2'
        $problem[0].ErrorDetails.RecommendedAction | Should -Match '0000:01:00\.0, 0000:01:00\.1'
    }

    It 'notices that another device took the address' {
        $stale = [pscustomobject]@{ Address = '01:00.0'; Id = '10de:1e82'; HostRoot = $root }
        $stale | Get-PciDevice -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeExactly 'PciDeviceChanged,GpuPassthrough.Commands.GetPciDeviceCommand'
        $problem[0].Exception.Message | Should -Match '10de:1e82.*10de:1c03'
    }

    It 'refuses objects of two hosts in one pipeline' {
        $other = Get-FakeHost sriov
        { Get-PciDevice 01:00.0 -HostRoot $root | Get-PciDevice -HostRoot $other } |
            Should -Throw -ErrorId 'HostsMixed,GpuPassthrough.Commands.GetPciDeviceCommand'
        { @(Get-PciDevice 01:00.0 -HostRoot $root; Get-PciDevice -HostRoot $other) | Get-PciDevice } |
            Should -Throw -ErrorId 'HostsMixed,GpuPassthrough.Commands.GetPciDeviceCommand'
    }

    It 'refuses an object that was read on another machine' {
        $directory = "$TestDrive/machine"
        [void][IO.Directory]::CreateDirectory("$directory/etc")
        [IO.File]::WriteAllText("$directory/etc/machine-id", "0123456789abcdef0123456789abcdef`n")
        $foreign = [pscustomobject]@{ Address = '01:00.0'; HostRoot = $directory; HostId = 'ffffffffffffffff' }
        { $foreign | Get-PciDevice } | Should -Throw -ErrorId 'HostForeign,GpuPassthrough.Commands.GetPciDeviceCommand'
    }

    It 'refuses <value> as a root' -ForEach @(
        @{ value = '/nowhere/at/all'; id = 'HostRootNotFound' }
        @{ value = '/proc/version'; id = 'HostRootNotDirectory' }
        @{ value = 'env:PATH'; id = 'NotFileSystem' }
    ) {
        { Get-PciDevice -HostRoot $value } | Should -Throw -ErrorId "$id,GpuPassthrough.Commands.GetPciDeviceCommand"
    }

    It 'takes a root relative to the session''s directory' {
        $paths = $ExecutionContext.SessionState.Path
        $before = $paths.CurrentFileSystemLocation.Path
        [void]$paths.SetLocation([IO.Path]::GetDirectoryName($root))
        try { (Get-PciDevice -HostRoot h97m-gtx1060 -Address 01:00.0).HostRoot | Should -BeExactly $root }
        finally { [void]$paths.SetLocation($before) }
    }

    It 'explains what the Address of a list is' {
        $devices = Get-PciDevice -Gpu -HostRoot $root
        { Get-PciDevice -Address $devices.Address -HostRoot $root } | Should -Throw '*ForEach-Object Address*'
    }

    It 'adds details when asked' {
        $card = Get-PciDevice 01:00.0 -HostRoot $root -Detailed
        $card.Details | Should -BeOfType ([GpuPassthrough.Pci.PciDetails])
        $card.Details.RomSize | Should -Be 524288
        $card.Details.Bars | Should -HaveCount 4
    }

    It 'keeps its details when it is serialised' {
        $card = Get-PciDevice 01:00.0 -HostRoot $root -Detailed
        $twin = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($card))
        [string]$twin.Address | Should -BeExactly '0000:01:00.0'
        $twin.Details.RomSize | Should -Be 524288
        $twin.Details.Bars[0].Size | Should -Be 16777216
        $twin.KernelModules | Should -BeExactly @('nvidiafb', 'nouveau')
    }

    It 'reads this machine' {
        $expected = if ([IO.Directory]::Exists('/sys/bus/pci/devices')) { [IO.Directory]::GetFileSystemEntries('/sys/bus/pci/devices').Count } else { 0 }
        @(Get-PciDevice) | Should -HaveCount $expected
    }
}
