# What the module sees is what the kernel, lspci and modprobe of the guest see.
run_runbook cases/01-discovery.ps1 'iommu-intel cards' intel_iommu=on
