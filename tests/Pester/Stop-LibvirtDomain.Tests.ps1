BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Stop-LibvirtDomain' {
    It 'takes no files' {
        [IO.File]::WriteAllText("$TestDrive/a.xml", '<domain><name>a</name></domain>')
        { [IO.FileInfo]::new("$TestDrive/a.xml") | Stop-LibvirtDomain } |
            Should -Throw -ErrorId 'DomainFileNotKept,GpuPassthrough.Commands.StopLibvirtDomainCommand'
    }

    It 'reaches no daemon from another root than /' {
        { Stop-LibvirtDomain win10 -Uri qemu:///system -HostRoot (Get-FakeHost h97m-gtx1060) } |
            Should -Throw -ErrorId 'HostDomainsNotLive,GpuPassthrough.Commands.StopLibvirtDomainCommand'
    }

    It 'does nothing for nothing' {
        @() | Stop-LibvirtDomain -HostRoot (Get-FakeHost h97m-gtx1060) | Should -BeNullOrEmpty
    }

    It 'supports -WhatIf and -Confirm' {
        (Get-Command Stop-LibvirtDomain).Parameters.ContainsKey('WhatIf') | Should -BeTrue
        (Get-Command Stop-LibvirtDomain).Parameters.ContainsKey('Confirm') | Should -BeTrue
    }
}
