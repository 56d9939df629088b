# What the module sees is what the kernel, lspci and modprobe of the guest see.
run_runbook 01-discovery 'iommu-intel cards' intel_iommu=on
