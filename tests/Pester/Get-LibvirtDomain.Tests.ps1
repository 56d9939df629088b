BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Get-LibvirtDomain' {
    BeforeAll {
        $file = "$TestDrive/win10.xml"
        [IO.File]::WriteAllText($file, "<domain type='kvm'>`n  <name>win10</name>`n  <uuid>7b4a1a3e-7a52-4a3e-9d0e-1d9d0c0f2a11</uuid>`n</domain>`n")
    }

    It 'reads a domain XML file without libvirt' {
        $domain = Get-LibvirtDomain -Path $file -HostRoot (Get-FakeHost h97m-gtx1060)
        $domain.Name | Should -Be 'win10'
        "$($domain.Uuid)" | Should -Be '7b4a1a3e-7a52-4a3e-9d0e-1d9d0c0f2a11'
        $domain.Path | Should -Be $file
        $domain.Uri | Should -BeNullOrEmpty
        $domain.State | Should -BeNullOrEmpty
        $domain.Xml | Should -BeExactly ([IO.File]::ReadAllText($file))
    }

    It 'takes wildcards and files' {
        @(Get-LibvirtDomain -Path "$TestDrive/win*.xml").Count | Should -Be 1
        @([IO.FileInfo]::new($file) | Get-LibvirtDomain).Count | Should -Be 1
    }

    It 'names a file that is not there' {
        { Get-LibvirtDomain -Path "$TestDrive/none.xml" -ErrorAction Stop } |
            Should -Throw -ErrorId 'DomainFileNotFound,GpuPassthrough.Commands.GetLibvirtDomainCommand'
    }

    It 'reaches no daemon from another root than /' {
        { Get-LibvirtDomain -Uri qemu:///system -HostRoot (Get-FakeHost h97m-gtx1060) } |
            Should -Throw -ErrorId 'HostDomainsNotLive,GpuPassthrough.Commands.GetLibvirtDomainCommand'
    }

    It 'refuses other machines: <_>' -ForEach @('qemu+ssh://host/system', 'qemu:///system?socket=/tmp/a', 'xen:///system') {
        { Get-LibvirtDomain -Uri $_ -HostRoot (Get-FakeHost h97m-gtx1060) } |
            Should -Throw -ErrorId 'LibvirtUriRefused,GpuPassthrough.Commands.GetLibvirtDomainCommand'
    }
}
