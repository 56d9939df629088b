BeforeAll { $ran = [System.Collections.Generic.List[string]]::new() }

AfterAll { $ran | Should -BeNullOrEmpty }

Describe 'skip' {
    It 'skips: this one' -Skip { throw 'not reached' }
    It 'passes: not this one' -Skip:$false { }
    It 'skips: all cases, <_>' -Skip -ForEach 1, 2 { throw 'not reached' }
    Context 'a whole context' -Skip {
        BeforeAll { $ran.Add('skipped BeforeAll') }
        AfterAll { $ran.Add('skipped AfterAll') }
        BeforeEach { $ran.Add('skipped BeforeEach') }
        It 'skips: with all in it' { throw 'not reached' }
        Context 'deeper' { It 'skips: also here' { throw 'not reached' } }
    }
    Context 'nothing to run' {
        BeforeAll { $ran.Add('BeforeAll without tests') }
        It 'skips: the only one' -Skip { throw 'not reached' }
    }
}

Describe 'tags' -Tag 'outer' {
    It 'passes: tags change nothing' -Tag 'inner', 'other' { }
}
