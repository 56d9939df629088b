BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Get-PassthroughStatus' {
    BeforeAll {
        $root = Get-FakeHost h97m-gtx1060
        $files = @{ HostRoot = $root; Uri = 'qemu:///system' }
        $domains = "$PSScriptRoot/../domains"
    }

    It 'shows each step of a card once, in their order' {
        $steps = Get-PassthroughStatus 01:00.0 @files
        "$($steps.Step)" | Should -Be 'Iommu Stub Reboot StubVerified Rom Domain Stealth HostDevice Started'
        $steps[0] | Should -BeOfType ([GpuPassthrough.Readiness.PassthroughStep])
        "$($steps[0].State)" | Should -Be Done
    }

    It 'takes <what>, and shows the card once' -ForEach @(
        @{ what = 'text'; address = { '01:00.0' } }
        @{ what = 'the sound of the card'; address = { '01:00.1' } }
        @{ what = 'both functions'; address = { '01:00.0', '01:00.1' } }
        @{ what = 'a device'; address = { Get-PciDevice 01:00.0 -HostRoot $root } }
        @{ what = 'a group'; address = { Get-IommuGroup 1 -HostRoot $root } }
        @{ what = 'a step'; address = { (Get-PassthroughStatus 01:00.0 @files)[3] } }
    ) {
        $steps = & $address | Get-PassthroughStatus @files
        $steps | Should -HaveCount 9
        "$($steps[8].Address)" | Should -Be '0000:01:00.0'
    }

    It 'shows one list after the other for several cards' {
        $steps = Get-PciDevice -Gpu -HostRoot $root | Get-PassthroughStatus @files
        "$($steps | Where-Object Step -eq Iommu | ForEach-Object { $_.Address })" | Should -Be '0000:00:02.0 0000:01:00.0'
    }

    It 'shows nothing for nothing' {
        @() | Get-PassthroughStatus @files | Should -BeNullOrEmpty
    }

    It 'takes a domain that is a file' {
        $domain = Get-LibvirtDomain -Path "$domains/win10.before.xml" -HostRoot $root
        $steps = Get-PassthroughStatus 01:00.0 -Domain $domain -Method HyperVEnlightenments -HostRoot $root
        "$($steps[5].State)" | Should -Be Done
        $steps[5].Path | Should -BeLike '*win10.before.xml'
        "$($steps[6].State)" | Should -Be Ready
        $steps[6].Command | Should -BeLike "Set-DomainStealth -LiteralPath *win10.before.xml* -Method HyperVEnlightenments*"
    }

    It 'has a list for each domain that was named' {
        $steps = Get-PassthroughStatus 01:00.0 -Domain win10, win11 @files
        $steps | Should -HaveCount 18
        "$($steps[0].Domain) $($steps[9].Domain)" | Should -Be 'win10 win11'
    }

    It 'names a function that is not there, and shows the others' {
        $steps = Get-PassthroughStatus 01:00.0, 09:00.0 @files -ErrorVariable errors -ErrorAction SilentlyContinue
        $steps | Should -HaveCount 9
        $errors[0].FullyQualifiedErrorId | Should -Be 'PciDeviceNotFound,GpuPassthrough.Commands.GetPassthroughStatusCommand'
    }

    It 'refuses a bridge' {
        { Get-PassthroughStatus 00:01.0 @files -ErrorAction Stop } | Should -Throw -ErrorId 'HostDeviceBridge,*'
    }

    It 'survives serialisation, and is taken back' {
        $text = [Management.Automation.PSSerializer]::Serialize(@(Get-PassthroughStatus 01:00.0 @files))
        $steps = [Management.Automation.PSSerializer]::Deserialize($text)
        $steps[1].State -eq 'Ready' | Should -BeTrue
        $steps[1].Command | Should -BeLike 'Set-VfioStub 0000:01:00.0*'
        $steps[1].HostRoot | Should -Be $root
        $steps[1] | Get-PassthroughStatus -Uri qemu:///system | Should -HaveCount 9
    }
}
