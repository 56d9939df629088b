Describe 'Should -Throw' {
    BeforeAll {
        function Stop-WithId {
            [CmdletBinding()] param()
            $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new(
                    [System.IO.FileNotFoundException]::new('the file is gone'), 'FileGone', 'ObjectNotFound', 'x'))
        }
    }

    It 'passes: {<_>}' -ForEach @(
        { { throw 'x' } | Should -Throw }
        { { 1 } | Should -Not -Throw }
        { { Stop-WithId } | Should -Throw }
        { { No-SuchCommand } | Should -Throw }
        { { [int]::Parse('x') } | Should -Throw }
        { { throw 'the file is gone' } | Should -Throw 'the file is gone' }
        { { throw 'the file is gone' } | Should -Throw -ExpectedMessage '*FILE*' }
        { { Stop-WithId } | Should -Throw -ErrorId 'FileGone,Stop-WithId' }
        { { Stop-WithId } | Should -Throw -ErrorId 'FileGone*' }
        { { Stop-WithId } | Should -Throw -ExceptionType ([System.IO.FileNotFoundException]) }
        { { Stop-WithId } | Should -Throw -ExceptionType ([System.IO.IOException]) }
        { { Stop-WithId } | Should -Throw '*gone' 'FileGone*' ([System.IO.IOException]) 'all three fit' }
        { $e = { Stop-WithId } | Should -Throw -PassThru; $e.TargetObject | Should -Be 'x' }
        { $seen = 0; { $seen = 1; throw 'x' } | Should -Throw; $seen | Should -Be 0 }
        { $hash = @{}; { $hash.Seen = 1; throw 'x' } | Should -Throw; $hash.Seen | Should -Be 1 }
    ) { . $_ }

    It 'fails: {<_>}' -ForEach @(
        { { 1 } | Should -Throw }
        { { throw 'x' } | Should -Not -Throw }
        { { throw 'the file is gone' } | Should -Throw 'file' }
        { { Stop-WithId } | Should -Throw -ErrorId 'Other*' }
        { { Stop-WithId } | Should -Throw -ExceptionType ([System.ArgumentException]) }
        { { Stop-WithId } | Should -Throw '*gone' -ErrorId 'FileGone*' -ExceptionType ([System.ArgumentException]) }
        { { 1 } | Should -Throw -Because 'it must' }
        { { 1 }, { throw 'x' } | Should -Throw }
    ) { & $_ }

    It 'fails: what is no script block' { 'throw' | Should -Throw }
}
