BeforeDiscovery {
    $discovered = 'only at discovery'
}

BeforeAll {
    $file = 'file'
    $log = [System.Collections.Generic.List[string]]::new()
    function Get-Answer { 42 }
}

AfterAll {
    $log -join ' ' | Should -Be 'BeforeEach1 It1 AfterEach1 BeforeEach1 BeforeEach2 It2 AfterEach2 AfterEach1 AfterAll2'
}

$bare = 'set while tests are looked for'

Describe 'variables' {
    BeforeAll { $outer = 'outer'; $changed = 1 }

    It 'passes: those of BeforeAll are seen, from the file down' {
        $file | Should -Be 'file'
        $outer | Should -Be 'outer'
        Get-Answer | Should -Be 42
    }

    It 'passes: a change in an It does not reach the next' { $changed = 2; $mine = 1; $changed | Should -Be 2 }

    It 'passes: as seen here' { $changed | Should -Be 1; $mine | Should -BeNullOrEmpty }

    It 'passes: discovery left nothing' {
        $bare | Should -BeNullOrEmpty
        $discovered | Should -BeNullOrEmpty
    }

    Context 'inside' {
        BeforeAll { $outer = 'inner' }

        It 'passes: an inner BeforeAll hides' { $outer | Should -Be 'inner' }
    }

    It 'passes: and the outer one is as before' { $outer | Should -Be 'outer' }

    It 'passes: the file of the test is known' {
        [IO.Path]::GetFileName($PSCommandPath) | Should -Be 'Scoping.Fixture.ps1'
        [IO.Path]::GetFileName($PSScriptRoot) | Should -Be 'Fixtures'
    }
}

Describe 'order' {
    BeforeEach { $log.Add('BeforeEach1'); $each = 'fresh' }
    AfterEach { $log.Add('AfterEach1'); $each | Should -Not -BeNullOrEmpty }

    It 'passes: BeforeEach shares the scope of It' { $log.Add('It1'); $each | Should -Be 'fresh'; $each = 'changed' }

    Context 'inner' {
        BeforeEach { $log.Add('BeforeEach2') }
        AfterEach { $log.Add('AfterEach2') }
        AfterAll { $log.Add('AfterAll2') }

        It 'passes: outer first, inner last, and back' { $log.Add('It2'); $each | Should -Be 'fresh' }
    }
}

Describe 'script scope' {
    BeforeAll { $script:count = 0 }

    It 'passes: it can be written' { $script:count++; $script:count | Should -Be 1 }
    It 'passes: and read in the next It' { $script:count | Should -Be 1; $count | Should -Be 1 }
}

Describe 'failing setup' {
    Context 'BeforeAll throws' {
        BeforeAll { throw 'no setup' }
        It 'fails: nothing below runs' { $true | Should -BeTrue }
        Context 'deeper' { It 'fails: nor here' { } }
    }

    Context 'BeforeEach throws' {
        BeforeAll { $state = @{ Cleaned = 0 } }
        BeforeEach { if (-not $state.Cleaned) { throw 'no setup' } }
        AfterEach { $state.Cleaned++ }
        It 'fails: the It of it' { }
        It 'passes: AfterEach ran nevertheless' { $state.Cleaned | Should -Be 1 }
    }

    Context 'AfterEach throws' {
        AfterEach { throw 'no cleaning' }
        It 'fails: though the body did not' { }
    }

    Context 'a command fails in BeforeAll' {
        BeforeAll { No-SuchCommand; $after = 1 }
        It 'fails: the rest of BeforeAll was not run' { }
    }
}

Describe 'errors' {
    It 'passes: nothing asserted, nothing thrown' { }
    It 'fails: a throw' { throw 'x' }
    It 'fails: a command that does not exist' { No-SuchCommand }
    It 'fails: a .NET exception' { [int]::Parse('x') }
    It 'fails: at the first failed assertion' { 1 | Should -Be 2; throw 'not reached' }
    It 'passes: an error that does not terminate' {
        $ExecutionContext.SessionState.PSVariable.Get('NoSuchVariable') | Should -BeNullOrEmpty
        Get-Module -Name NoSuchModule | Should -BeNullOrEmpty
        Get-Command No-SuchCommand -ErrorAction Continue 2> $null
    }
    It 'passes: return ends the It only' { return; throw 'not reached' }
}
