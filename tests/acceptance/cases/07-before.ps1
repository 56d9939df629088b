. $PSScriptRoot/../guest/Check.ps1
Test-Equal 'the card is on' 'cirrus' (Read-Driver 0000:01:00.0)
Test-Equal 'its sound is on' 'snd_hda_intel' (Read-Driver 0000:01:00.1)
Test-Equal 'no stubs' 0 @(Get-VfioStub).Count
Complete-Runbook
