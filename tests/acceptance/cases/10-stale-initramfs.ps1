. $PSScriptRoot/../guest/Check.ps1
Test-Equal 'the card is on' 'cirrus' (Read-Driver 0000:01:00.0)
Test-Equal 'its sound is on' 'snd_hda_intel' (Read-Driver 0000:01:00.1)
foreach ($stub in Get-VfioStub) {
    Test-Equal "$($stub.Address) state" 'NotEffective' $stub.State
    Test-Text "$($stub.Address) reason" "/boot/initrd.img-$(uname -r)" $stub.Reason
}
Complete-Runbook
