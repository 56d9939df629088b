BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Set-DomainStealth' {
    BeforeAll {
        $root = Get-FakeHost h97m-gtx1060
        $domains = "$PSScriptRoot/../domains"
    }

    BeforeEach {
        $file = "$TestDrive/windows10.xml"
        [IO.File]::WriteAllText($file, [IO.File]::ReadAllText("$domains/windows10.before.xml"))
    }

    It 'makes the domain of the tutorial by <method>' -ForEach @(
        @{ method = 'DisableHypervisorBit'; vendor = @{}; after = 'windows10.disable-hypervisor-bit' }
        @{ method = 'HyperVEnlightenments'; vendor = @{ VendorId = 'ahb6Wah2geeb' }; after = 'windows10.hyperv-enlightenments' }
        @{ method = 'Enlightened'; vendor = @{}; after = 'windows10.enlightened' }
    ) {
        $stealth = Set-DomainStealth -Path $file -Method $method @vendor -HostRoot $root -PassThru -WarningAction SilentlyContinue
        $stealth.Method | Should -Be $method
        [IO.File]::ReadAllText($file) | Should -BeExactly ([IO.File]::ReadAllText("$domains/$after.xml"))
        Set-DomainStealth -Path $file -Method $method @vendor -HostRoot $root -WarningVariable again
        $again | Should -BeNullOrEmpty
        [IO.File]::ReadAllText($file) | Should -BeExactly ([IO.File]::ReadAllText("$domains/$after.xml"))
    }

    It 'says what it takes out' {
        Set-DomainStealth -Path $file -Method DisableHypervisorBit -HostRoot $root -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -Match 'relaxed, vapic, spinlocks'
        "$said" | Should -Match 'hypervclock'
    }

    It 'does nothing with -WhatIf' {
        Set-DomainStealth -Path $file -Method DisableHypervisorBit -HostRoot $root -WhatIf -WarningAction SilentlyContinue
        [IO.File]::ReadAllText($file) | Should -BeExactly ([IO.File]::ReadAllText("$domains/windows10.before.xml"))
    }

    It 'refuses the vendor <vendor> with <method>' -ForEach @(
        @{ method = 'HyperVEnlightenments'; vendor = 'a,b'; id = 'StealthVendorId' }
        @{ method = 'HyperVEnlightenments'; vendor = 'Microsoft Hv'; id = 'StealthVendorIdKnown' }
        @{ method = 'DisableHypervisorBit'; vendor = 'abc'; id = 'StealthVendorIdUnused' }
    ) {
        { Set-DomainStealth -Path $file -Method $method -VendorId $vendor -HostRoot $root -ErrorAction Stop } | Should -Throw -ErrorId "$id,*"
        [IO.File]::ReadAllText($file) | Should -BeExactly ([IO.File]::ReadAllText("$domains/windows10.before.xml"))
    }

    It 'goes on to host devices' {
        Set-DomainStealth -Path $file -Method DisableHypervisorBit -HostRoot $root -PassThru -WarningAction SilentlyContinue |
            Add-DomainHostDevice -Address (Get-IommuGroup -Gpu -Vendor 10de -HostRoot $root)
        (Get-DomainHostDevice -Path $file -HostRoot $root).GuestAddress | Should -Be @('0000:04:00.0', '0000:04:00.1')
    }
}
