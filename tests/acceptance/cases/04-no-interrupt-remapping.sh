# An IOMMU that does not remap interrupts: there are groups, and VFIO would refuse them.
run_runbook cases/04-no-interrupt-remapping.ps1 'iommu-intel-no-remapping cards' intel_iommu=on
