# The ROMs read from emulated cards are the files that QEMU gave them.
run_runbook cases/06-roms.ps1 'iommu-intel cards' intel_iommu=on
