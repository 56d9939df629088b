BeforeAll {
    Import-Module "$PSScriptRoot/GpuPassthrough.TestModule.psm1" -ErrorAction Stop
}

Describe 'Undo-PassthroughChange' {
    It 'has nothing to do on a host that was never changed: <_>' -ForEach @('Id', 'All', 'WhatIf') {
        $arguments = switch ($_) {
            'All' { @{ All = $true } }
            'WhatIf' { @{ WhatIf = $true } }
            default { @{} }
        }
        Undo-PassthroughChange -HostRoot (Get-FakeHost h97m-gtx1060) -PassThru @arguments | Should -BeNullOrEmpty
        [IO.Directory]::Exists("$(Get-FakeHost h97m-gtx1060)/var/lib/gpu-passthrough") | Should -BeFalse
    }

    It 'undoes nothing for nothing' {
        @() | Undo-PassthroughChange -HostRoot (Get-FakeHost h97m-gtx1060) | Should -BeNullOrEmpty
    }

    It 'names a number that is not there' {
        { Undo-PassthroughChange 3 -HostRoot (Get-FakeHost h97m-gtx1060) } |
            Should -Throw -ErrorId 'ChangeNotFound,GpuPassthrough.Commands.UndoPassthroughChangeCommand'
    }

    It 'takes a number or all, not both' {
        { Undo-PassthroughChange 3 -All -HostRoot (Get-FakeHost h97m-gtx1060) } | Should -Throw
    }

    It 'supports -WhatIf and -Confirm' {
        (Get-Command Undo-PassthroughChange).Parameters.ContainsKey('WhatIf') | Should -BeTrue
        (Get-Command Undo-PassthroughChange).Parameters.ContainsKey('Confirm') | Should -BeTrue
    }
}
