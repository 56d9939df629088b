BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Start-LibvirtDomain' {
    It 'takes no files' {
        [IO.File]::WriteAllText("$TestDrive/a.xml", '<domain><name>a</name></domain>')
        { [IO.FileInfo]::new("$TestDrive/a.xml") | Start-LibvirtDomain } |
            Should -Throw -ErrorId 'DomainFileNotKept,GpuPassthrough.Commands.StartLibvirtDomainCommand'
    }

    It 'reaches no daemon from another root than /' {
        { Start-LibvirtDomain win10 -Uri qemu:///system -HostRoot (Get-FakeHost h97m-gtx1060) } |
            Should -Throw -ErrorId 'HostDomainsNotLive,GpuPassthrough.Commands.StartLibvirtDomainCommand'
    }

    It 'does nothing for nothing' {
        @() | Start-LibvirtDomain -HostRoot (Get-FakeHost h97m-gtx1060) | Should -BeNullOrEmpty
    }

    It 'supports -WhatIf and -Confirm' {
        (Get-Command Start-LibvirtDomain).Parameters.ContainsKey('WhatIf') | Should -BeTrue
        (Get-Command Start-LibvirtDomain).Parameters.ContainsKey('Confirm') | Should -BeTrue
    }
}
