# The ROMs read from emulated cards are the files that QEMU gave them.
run_runbook 06-roms 'iommu-intel cards' intel_iommu=on
