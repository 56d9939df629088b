BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Remove-DomainHostDevice' {
    BeforeAll {
        $root = Get-FakeHost h97m-gtx1060
        $domains = "$PSScriptRoot/../domains"
    }

    BeforeEach {
        $file = "$TestDrive/windows10.xml"
        [IO.File]::WriteAllText($file, [IO.File]::ReadAllText("$domains/windows10.disable-hypervisor-bit.host-devices.xml"))
    }

    It 'takes the whole card out when <address> is named' -ForEach @(
        @{ address = '01:00.0' }
        @{ address = '01:00.1' }
    ) {
        Remove-DomainHostDevice -Path $file -Address $address -HostRoot $root -PassThru -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        [IO.File]::ReadAllText($file) | Should -BeExactly ([IO.File]::ReadAllText("$domains/windows10.disable-hypervisor-bit.xml"))
    }

    It 'takes the devices of the domain itself' {
        Remove-DomainHostDevice -Path $file -Address (Get-DomainHostDevice -Path $file -HostRoot $root) -HostRoot $root -WarningAction SilentlyContinue
        Get-DomainHostDevice -Path $file -HostRoot $root | Should -BeNullOrEmpty
    }

    It 'does nothing when the domain has none of it' {
        Remove-DomainHostDevice -Path $file -Address 00:02.0 -HostRoot $root
        [IO.File]::ReadAllText($file) | Should -BeExactly ([IO.File]::ReadAllText("$domains/windows10.disable-hypervisor-bit.host-devices.xml"))
    }
}
