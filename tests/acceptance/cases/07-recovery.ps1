. $PSScriptRoot/../guest/Check.ps1
Test-Equal 'the card is on' 'cirrus' (Read-Driver 0000:01:00.0)
Test-Equal 'its sound is on' 'snd_hda_intel' (Read-Driver 0000:01:00.1)
$states = (Get-VfioStub).State
Test-Equal 'stubs' 'NotEffective NotEffective' "$states"
foreach ($stub in Get-VfioStub) { "  $stub" }
Complete-Runbook
