BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Set-PciDriver' {
    Context 'on a recorded host' {
        BeforeAll {
            $root = Get-FakeHost h97m-gtx1060
        }

        It 'has no driver to change' {
            { Set-PciDriver 01:00.0 vfio-pci -HostRoot $root -Confirm:$false -ErrorAction Stop } |
                Should -Throw -ErrorId 'HostNotLive,GpuPassthrough.Commands.SetPciDriverCommand'
            (Get-PciDevice 01:00.0 -HostRoot $root).Driver | Should -Be nouveau
        }

        It 'says with -WhatIf what it would do, and does nothing' {
            $device = Set-PciDriver 01:00.0 vfio-pci -HostRoot $root -WhatIf -PassThru
            $device.Address | Should -Be '0000:01:00.0'
            $device.Driver | Should -Be nouveau
        }

        It 'has nothing to do where all is so already' {
            (Set-PciDriver 01:00.0 nouveau -HostRoot $root -PassThru).Driver | Should -Be nouveau
            (Set-PciDriver 01:00.0 -Default -HostRoot $root -PassThru).Driver | Should -Be nouveau
        }

        It 'takes <what>' -ForEach @(
            @{ what = 'a device'; script = { Get-PciDevice 01:00.0 -HostRoot $root | Set-PciDriver -Driver vfio-pci -WhatIf -PassThru }; expected = '0000:01:00.0' }
            @{ what = 'a group without its bridges'; script = { Get-IommuGroup 1 -HostRoot $root | Set-PciDriver -Driver vfio-pci -WhatIf -PassThru }; expected = '0000:01:00.0 0000:01:00.1' }
            @{ what = 'a list, in order'; script = { Set-PciDriver 01:00.1, 01:00.0 vfio-pci -HostRoot $root -WhatIf -PassThru }; expected = '0000:01:00.0 0000:01:00.1' }
            @{ what = 'nothing'; script = { @() | Set-PciDriver -Driver vfio-pci -HostRoot $root -WhatIf -PassThru }; expected = '' }
        ) {
            "$(& $script | ForEach-Object { $_.Address })" | Should -Be $expected
        }
    }

    It 'refuses <what> of <name>' -ForEach @(
        @{ what = 'a bridge'; name = 'h97m-gtx1060'; address = '00:01.0'; id = 'DriverBridge' }
        @{ what = 'the disk of the system'; name = 'gpu-with-root-nvme'; address = '05:00.0'; id = 'GuardHostDisk' }
        @{ what = 'the network of the system'; name = 'gpu-with-root-nvme'; address = '04:00.0'; id = 'GuardHostNetwork' }
        @{ what = 'what is not there'; name = 'h97m-gtx1060'; address = '09:00.0'; id = 'PciDeviceNotFound' }
    ) {
        { Set-PciDriver $address vfio-pci -HostRoot (Get-FakeHost $name) -WhatIf -ErrorAction Stop } | Should -Throw -ErrorId "$id,*"
    }

    It 'takes a driver or the default, not both' {
        { Set-PciDriver 01:00.0 -Driver vfio-pci -Default -HostRoot (Get-FakeHost h97m-gtx1060) } | Should -Throw
    }
}
