# Functions go to vfio-pci and back, are refused when in use, and are put back when a driver does not take them.
run_runbook 05-drivers 'iommu-intel cards' intel_iommu=on
