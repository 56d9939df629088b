BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop

    function Select-Check($Checks, $Name) { $Checks | Where-Object Name -eq $Name }
}

Describe 'Test-PassthroughHost' {
    It 'checks the host alone' {
        $checks = Test-PassthroughHost -HostRoot (Get-FakeHost h97m-gtx1060)
        $checks[0] | Should -BeOfType ([GpuPassthrough.Readiness.HostCheck])
        $checks | Where-Object { $null -ne $_.Address } | Should -BeNullOrEmpty
        "$((Select-Check $checks IommuActive).Status)" | Should -BeExactly 'Pass'
        (Select-Check $checks IommuActive).Evidence | Should -BeLike '*groups: 13;*dmar0, dmar1*'
        $checks | Where-Object Status -eq Fail | Should -BeNullOrEmpty
    }

    It 'checks a card once, whichever functions are named' {
        $checks = Test-PassthroughHost 01:00.0, 01:00.1 -HostRoot (Get-FakeHost h97m-gtx1060)
        $stub = Select-Check $checks Stub
        $stub | Should -HaveCount 1
        "$($stub.Address) $($stub.Status)" | Should -BeExactly '0000:01:00.0 Warn'
        $stub.Remedy | Should -BeExactly 'Set-VfioStub 0000:01:00.0'
    }

    It 'takes <Kind>' -ForEach @(
        @{ Kind = 'devices'; Command = { Get-PciDevice 01:00.0 -HostRoot $root } }
        @{ Kind = 'groups, without their bridges'; Command = { Get-IommuGroup 1 -HostRoot $root } }
        @{ Kind = 'devices from elsewhere'; Command = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-PciDevice 01:00.1 -HostRoot $root))) } }
    ) {
        $root = Get-FakeHost h97m-gtx1060
        $checks = & $Command | Test-PassthroughHost
        (Select-Check $checks Stub).Address | Should -Be '0000:01:00.0'
        $checks[0].HostRoot | Should -BeExactly $root
    }

    It 'finds what the host cannot do without' {
        $checks = Get-IommuGroup 12 -HostRoot (Get-FakeHost gpu-with-root-nvme) | Test-PassthroughHost
        $use = Select-Check $checks Use
        "$($use.Status)" | Should -BeExactly 'Fail'
        $use.Evidence | Should -BeLike '*enp4s0 (default route)*nvme0n1p2 (/)*'
    }

    It 'says where the firmware has to be set' {
        $checks = Test-PassthroughHost -HostRoot (Get-FakeHost no-iommu)
        $firmware = Select-Check $checks IommuFirmware
        "$($firmware.Status)" | Should -BeExactly 'Fail'
        $firmware.Remedy | Should -BeLike '*VT-d*'
        "$((Select-Check $checks IommuActive).Status)" | Should -BeExactly 'Fail'
    }

    It 'skips what only the running machine can tell' {
        $checks = Test-PassthroughHost -HostRoot (Get-FakeHost h97m-gtx1060)
        foreach ($name in 'KvmDevice', 'Libvirt', 'LockedMemory', 'KernelLog') {
            "$name $((Select-Check $checks $name).Status)" | Should -BeExactly "$name Skip"
        }
    }

    It 'says with -Quiet whether <Name> <Address> is without a failure: <Expected>' -ForEach @(
        @{ Name = 'h97m-gtx1060'; Address = @(); Expected = $true }
        @{ Name = 'h97m-gtx1060'; Address = '01:00.0'; Expected = $true }
        @{ Name = 'no-iommu'; Address = @(); Expected = $false }
        @{ Name = 'gpu-with-root-nvme'; Address = '08:00.0'; Expected = $false }
    ) {
        $answer = Test-PassthroughHost $Address -HostRoot (Get-FakeHost $Name) -Quiet
        $answer | Should -BeOfType ([bool])
        $answer | Should -Be $Expected
    }

    It 'names a card that is not there, and checks the others' {
        $checks = Test-PassthroughHost 01:00.0, 09:00.0 -HostRoot (Get-FakeHost h97m-gtx1060) -ErrorVariable errors -ErrorAction SilentlyContinue
        (Select-Check $checks Stub).Address | Should -Be '0000:01:00.0'
        $errors[0].FullyQualifiedErrorId | Should -Be 'PciDeviceNotFound,GpuPassthrough.Commands.TestPassthroughHostCommand'
        Test-PassthroughHost 01:00.0, 09:00.0 -HostRoot (Get-FakeHost h97m-gtx1060) -Quiet -ErrorAction SilentlyContinue | Should -BeFalse
    }

    It 'refuses a bridge that is named' {
        $null = Test-PassthroughHost 00:01.0 -HostRoot (Get-FakeHost h97m-gtx1060) -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -Be 'StubBridge,GpuPassthrough.Commands.TestPassthroughHostCommand'
    }

    It 'checks the host for nothing' {
        (@() | Test-PassthroughHost -HostRoot (Get-FakeHost h97m-gtx1060)).Count | Should -BeGreaterThan 10
    }

    It 'survives being sent elsewhere' {
        $check = Test-PassthroughHost 01:00.0 -HostRoot (Get-FakeHost h97m-gtx1060) | Where-Object Name -eq Stub
        $twin = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($check))
        foreach ($name in 'Name', 'Evidence', 'Remedy', 'Reference', 'HostRoot') { $twin.$name | Should -BeExactly $check.$name }
        "$($twin.Address)" | Should -BeExactly '0000:01:00.0'
    }
}
