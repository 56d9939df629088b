BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Get-DomainHostDevice' {
    BeforeAll {
        $root = Get-FakeHost h97m-gtx1060
        $domains = "$PSScriptRoot/../domains"
    }

    It 'joins the functions of the host' {
        $found = Get-DomainHostDevice -Path "$domains/windows10.disable-hypervisor-bit.host-devices.xml" -HostRoot $root
        ($found | ForEach-Object { $_.Address }) | Should -Be @('0000:01:00.0', '0000:01:00.1')
        $found[0].PciDevice.Driver | Should -Be nouveau
        $found[0].RomFile | Should -Be /usr/share/qemu/gpu-20200905T1209.rom
        $found.IsManaged | Should -Be @($true, $true)
    }

    It 'can be looked up again' {
        (Get-DomainHostDevice -Path "$domains/windows10.disable-hypervisor-bit.host-devices.xml" -HostRoot $root | Get-PciDevice).Id | Should -Be @('10de:1c03', '10de:10f1')
    }

    It 'finds none in a domain without' {
        Get-DomainHostDevice -Path "$domains/windows10.before.xml" -HostRoot $root | Should -BeNullOrEmpty
    }
}
