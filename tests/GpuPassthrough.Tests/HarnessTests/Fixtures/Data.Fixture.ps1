Describe 'on It' {
    It 'passes: <_>' -ForEach 1, 2, 3 { $_ | Should -BeLessThan 4 }
    It 'passes: <Left> and <Right.Value>' -TestCases @(
        @{ Left = 1; Right = @{ Value = 'a' } }
        @{ Left = 2; Right = @{ Value = 'b' } }
    ) {
        $Left | Should -BeGreaterThan 0
        $Right.Value | Should -Match '^[ab]$'
        $_.Left | Should -Be $Left
    }
    It 'passes: with parameters <a>' -ForEach @{ a = 1; b = 2 } {
        param($a, $b)
        $a + $b | Should -Be 3
    }
    It '<expected>: the name may choose' -ForEach @{ expected = 'passes'; value = 1 }, @{ expected = 'fails'; value = 2 } {
        $value | Should -Be 1
    }
    It 'passes: `<not a template`>' { }
}

Describe 'on Describe <name>' -ForEach @{ name = 'one'; items = 1, 2 }, @{ name = 'two'; items = 3, 4 } {
    BeforeAll { $inSetup = $name; $fromItem = $_.name }

    It 'passes: data are variables in BeforeAll and It' {
        $inSetup | Should -Be $name
        $fromItem | Should -Be $name
        $_.name | Should -Be $name
    }

    Context 'inside <name>: <_>' -ForEach $items {
        It 'passes: <name> has <_> and <inner>' -ForEach @{ inner = 'x' }, @{ inner = 'y' } {
            $items | Should -Contain $outerItem
            $inner | Should -Match '^[xy]$'
        }
        BeforeAll { $outerItem = $_ }
        It 'passes: the item of the Context is seen' { $_ | Should -Be $outerItem }
    }
}

Describe 'from discovery' {
    BeforeDiscovery { $found = 'a', 'b' }
    It 'passes: <_> was found' -ForEach $found { $_ | Should -Match '^[ab]$' }
    foreach ($n in 1..2) {
        It "passes: in a loop, $n" { $n | Should -BeNullOrEmpty }
    }
}
