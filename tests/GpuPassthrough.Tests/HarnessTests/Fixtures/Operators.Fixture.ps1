Describe 'Should' {
    It 'passes: {<_>}' -ForEach @(
        # Be: case does not count, lists by count and item, the expected side decides the type
        { 1 | Should -Be 1 }
        { 'abc' | Should -Be 'ABC' }
        { '1' | Should -Be 1 }
        { $true | Should -Be $true }
        { @(1, 2, 3) | Should -Be @(1, 2, 3) }
        { @('a', 'b') | Should -Be @('A', 'B') }
        { , @(1, 2) | Should -Be (, @(1, 2)) }
        { $null | Should -Be $null }
        { @() | Should -Be @() }
        { @() | Should -Be $null }
        { $null | Should -Be @() }
        { @(1) | Should -Be 1 }
        { $null | Should -Be (& { }) }
        { & { } | Should -Be $null }
        { 1 | Should -Not -Be (& { }) }
        { 'a' | Should -Be ([pscustomobject]@{ Name = 'a' }).Name }
        { @{ a = 1, 2 }.a | Should -Be 1, 2 }
        { 1 | Should -Be 1 -Because 'one is one' }
        { 1 | Should -Not -Be 2 }
        { @(1, 2) | Should -Not -Be @(1, 3) }
        { @(1, 2) | Should -Not -Be @(1, 2, 3) }
        { '' | Should -Not -Be $null }
        { 0 | Should -Not -Be $null }
        { [System.Collections.Generic.List[int]]@(1, 2) | Should -Be ([System.Collections.Generic.List[int]]@(1, 2)) }

        # BeExactly
        { 'abc' | Should -BeExactly 'abc' }
        { 'abc' | Should -Not -BeExactly 'ABC' }
        { @('a', 'b') | Should -BeExactly @('a', 'b') }
        { 1 | Should -BeExactly 1 }

        # BeNullOrEmpty
        { $null | Should -BeNullOrEmpty }
        { '' | Should -BeNullOrEmpty }
        { @() | Should -BeNullOrEmpty }
        { @($null) | Should -BeNullOrEmpty }
        { & { } | Should -BeNullOrEmpty }
        { , @() | Should -BeNullOrEmpty }
        { @{} | Should -BeNullOrEmpty }
        { ' ' | Should -Not -BeNullOrEmpty }
        { 0 | Should -Not -BeNullOrEmpty }
        { $false | Should -Not -BeNullOrEmpty }
        { @($null, $null) | Should -Not -BeNullOrEmpty }
        { @{ a = 1 } | Should -Not -BeNullOrEmpty -Because 'it has a key' }

        # BeTrue, BeFalse
        { $true | Should -BeTrue }
        { 1 | Should -BeTrue }
        { 'x' | Should -BeTrue }
        { @($true, 1) | Should -BeTrue }
        { $false | Should -Not -BeTrue }
        { $false | Should -BeFalse }
        { $null | Should -BeFalse }
        { 0 | Should -BeFalse }
        { '' | Should -BeFalse }
        { @() | Should -BeFalse }
        { $true | Should -Not -BeFalse }
        { $true | Should -BeTrue 'it is' }

        # BeOfType
        { 1 | Should -BeOfType [int] }
        { 1 | Should -BeOfType int }
        { 1 | Should -BeOfType ([int]) }
        { 1 | Should -BeOfType System.ValueType }
        { 'x' | Should -Not -BeOfType [int] }
        { $null | Should -Not -BeOfType [int] }
        { @(1, 2) | Should -BeOfType [int] }

        # BeGreaterThan, BeLessThan
        { 2 | Should -BeGreaterThan 1 }
        { 1 | Should -Not -BeGreaterThan 1 }
        { @(5, 6) | Should -BeGreaterThan 4 }
        { 1 | Should -BeLessThan 2 }
        { 2 | Should -Not -BeLessThan 2 }
        { 'b' | Should -BeGreaterThan 'a' }

        # Match, BeLike
        { 'graphics' | Should -Match '^GRAPH' }
        { 'graphics' | Should -Not -Match '^card' }
        { @('aa', 'ab') | Should -Match 'a' }
        { 'graphics' | Should -BeLike 'GRA*' }
        { 'graphics' | Should -Not -BeLike 'card*' }

        # Contain, HaveCount
        { @('a', 'b') | Should -Contain 'B' }
        { @('a', 'b') | Should -Not -Contain 'c' }
        { 1 | Should -Contain 1 }
        { @(1, 2) | Should -HaveCount 2 }
        { @() | Should -HaveCount 0 }
        { $null | Should -HaveCount 1 }
        { 1 | Should -HaveCount 1 }
        { @(1, 2) | Should -Not -HaveCount 3 }
        { , @(1, 2) | Should -HaveCount 1 }
        { @{ a = 1; b = 2 } | Should -HaveCount 1 }
        { @{ a = 1; b = 2 }.Keys | Should -HaveCount 2 }
        { & { } | Should -HaveCount 0 }
    ) { & $_ }

    It 'fails: {<_>}' -ForEach @(
        { 1 | Should -Be 2 }
        { 'abc' | Should -Be 'abd' }
        { @(1, 2) | Should -Be @(1, 3) }
        { @(1, 2) | Should -Be @(1, 2, 3) }
        { , @(1, 2) | Should -Be @(1, 2) }
        { @(1, 2) | Should -Be @(2, 1) }
        { $null | Should -Be '' }
        { '' | Should -Be $null }
        { 0 | Should -Be $null }
        { $null | Should -Be 0 }
        { 1 | Should -Not -Be 1 }
        { 'abc' | Should -Not -Be 'ABC' }
        { @() | Should -Not -Be $null }
        { 1 | Should -Be 2 -Because 'one is two' }
        { 1 | Should -Be (& { }) }
        { @(1, 2), 3 | Should -Be @(1, 2, 3) }
        { @(, @(1, 2)), 3 | Should -Be @(@(1, 2), 3) }

        { 'abc' | Should -BeExactly 'ABC' }
        { 'abc' | Should -Not -BeExactly 'abc' }
        { @('a', 'b') | Should -BeExactly @('a', 'B') }

        { 'x' | Should -BeNullOrEmpty }
        { 0 | Should -BeNullOrEmpty }
        { @(1, 2) | Should -BeNullOrEmpty }
        { @{ a = 1 } | Should -BeNullOrEmpty }
        { @() | Should -Not -BeNullOrEmpty }
        { '' | Should -Not -BeNullOrEmpty }
        { $null | Should -Not -BeNullOrEmpty }

        { $false | Should -BeTrue }
        { @() | Should -BeTrue }
        { @($true, $false) | Should -BeTrue }
        { $true | Should -Not -BeTrue }
        { $true | Should -BeFalse }
        { @($false, $true) | Should -BeFalse }
        { $false | Should -Not -BeFalse }

        { 'x' | Should -BeOfType [int] }
        { $null | Should -BeOfType [int] }
        { @(1, 'x') | Should -BeOfType [int] }
        { 1 | Should -Not -BeOfType [int] }

        { 1 | Should -BeGreaterThan 1 }
        { @(5, 3) | Should -BeGreaterThan 4 }
        { 2 | Should -Not -BeGreaterThan 1 }
        { 2 | Should -BeLessThan 2 }
        { 1 | Should -Not -BeLessThan 2 }

        { 'graphics' | Should -Match '^card' }
        { @('aa', 'bb') | Should -Match 'a' }
        { 'graphics' | Should -Not -Match 'GRA' }
        { 'graphics' | Should -BeLike 'gra' }
        { 'graphics' | Should -Not -BeLike 'GRA*' }

        { @('a', 'b') | Should -Contain 'c' }
        { @() | Should -Contain 'c' }
        { @('a', 'b') | Should -Not -Contain 'A' }
        { @(1, 2) | Should -HaveCount 3 }
        { @() | Should -HaveCount 1 }
        { $null | Should -HaveCount 0 }
        { @(1, 2) | Should -Not -HaveCount 2 }
    ) { & $_ }
}
