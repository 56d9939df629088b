BeforeAll {
    [IO.File]::WriteAllText("$TestDrive/file.txt", 'file')
}

Describe 'first' {
    BeforeAll {
        [IO.File]::WriteAllText("$TestDrive/first.txt", 'first')
        $null = [IO.Directory]::CreateDirectory("$TestDrive/folder/deep")
    }

    It 'passes: it is an empty folder but for what was put there' {
        [IO.Directory]::GetFiles($TestDrive) | Should -HaveCount 2
        [IO.File]::WriteAllText("$TestDrive/folder/deep/.it", 'it')
        [IO.File]::WriteAllText("$TestDrive/it.txt", 'it')
    }

    It 'passes: what an It wrote stays for the block' {
        [IO.File]::Exists("$TestDrive/it.txt") | Should -BeTrue
    }

    It 'passes: it is a drive' {
        $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath('TestDrive:/it.txt') |
            Should -Be ([IO.Path]::Combine($TestDrive, 'it.txt'))
    }

    Context 'inner' {
        It 'passes: what the outer block wrote is here' {
            [IO.File]::Exists("$TestDrive/first.txt") | Should -BeTrue
            [IO.File]::WriteAllText("$TestDrive/folder/inner.txt", 'inner')
        }
    }

    It 'passes: what the inner block wrote is gone' {
        [IO.File]::Exists("$TestDrive/folder/inner.txt") | Should -BeFalse
        [IO.File]::Exists("$TestDrive/folder/deep/.it") | Should -BeTrue
    }
}

Describe 'second' {
    It 'passes: only what the file wrote is left' {
        [IO.Directory]::GetFileSystemEntries($TestDrive) | Should -Be ([IO.Path]::Combine($TestDrive, 'file.txt'))
    }
}
