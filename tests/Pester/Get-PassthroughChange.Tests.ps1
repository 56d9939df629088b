BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Get-PassthroughChange' {
    It 'lists nothing on a host that was never changed' {
        Get-PassthroughChange -HostRoot (Get-FakeHost h97m-gtx1060) | Should -BeNullOrEmpty
    }

    It 'leaves no trace on it' {
        $null = Get-PassthroughChange -HostRoot (Get-FakeHost h97m-gtx1060)
        [IO.Directory]::Exists("$(Get-FakeHost h97m-gtx1060)/var/lib/gpu-passthrough") | Should -BeFalse
    }

    It 'names a number that is not there' {
        Get-PassthroughChange 3 -HostRoot (Get-FakeHost h97m-gtx1060) -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -BeExactly 'ChangeNotFound,GpuPassthrough.Commands.GetPassthroughChangeCommand'
        [string]$problem[0].CategoryInfo.Category | Should -BeExactly 'ObjectNotFound'
        $problem[0].TargetObject | Should -Be 3
    }

    It 'refuses a number below 1' {
        { Get-PassthroughChange 0 -HostRoot (Get-FakeHost h97m-gtx1060) } | Should -Throw
    }

    It 'refuses a journal that others may read' {
        [IO.Directory]::CreateDirectory("$TestDrive/host/var/lib/gpu-passthrough", [IO.UnixFileMode]'UserRead, UserWrite, UserExecute, OtherRead, OtherExecute')
        { Get-PassthroughChange -HostRoot "$TestDrive/host" } | Should -Throw -ErrorId 'JournalOpenToOthers,GpuPassthrough.Commands.GetPassthroughChangeCommand'
    }
}
