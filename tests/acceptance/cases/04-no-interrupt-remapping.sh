# An IOMMU that does not remap interrupts: there are groups, and VFIO would refuse them.
run_runbook 04-no-interrupt-remapping 'iommu-intel-no-remapping cards' intel_iommu=on
