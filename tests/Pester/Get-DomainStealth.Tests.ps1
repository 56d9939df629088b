BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Get-DomainStealth' {
    BeforeAll {
        $root = Get-FakeHost h97m-gtx1060
        $domains = "$PSScriptRoot/../domains"
    }

    It 'knows the method of <file>' -ForEach @(
        @{ file = 'windows10.before'; method = 'None' }
        @{ file = 'windows10.disable-hypervisor-bit'; method = 'DisableHypervisorBit' }
        @{ file = 'windows10.hyperv-enlightenments'; method = 'HyperVEnlightenments' }
        @{ file = 'windows10.enlightened'; method = 'Enlightened' }
    ) {
        $stealth = Get-DomainStealth -Path "$domains/$file.xml" -HostRoot $root
        $stealth.Method | Should -Be $method
        $stealth.Name | Should -Be windows10
        $stealth.Problems | Should -BeNullOrEmpty
    }

    It 'tells setting by setting what shows' {
        $stealth = Get-DomainStealth -Path "$domains/windows10.disable-hypervisor-bit.xml" -HostRoot $root
        $stealth.Visible | Should -Be Smbios
        ($stealth.Settings | Where-Object Name -eq HypervisorBit).Value | Should -Be off
    }

    It 'refuses what is no domain' {
        [IO.File]::WriteAllText("$TestDrive/net.xml", '<network/>')
        { Get-DomainStealth -Path "$TestDrive/net.xml" -HostRoot $root -ErrorAction Stop } | Should -Throw -ErrorId 'DomainNotDomain,*'
    }
}
