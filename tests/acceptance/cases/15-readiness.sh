# What the checks say is what the kernel shows, also where virt-host-validate and kvm-ok say something else.
run_runbook 15-readiness 'iommu-intel cards' intel_iommu=on &&
    run_runbook 15-readiness 'cards iommu-amd' &&
    run_runbook 15-readiness 'iommu-intel-no-remapping cards' intel_iommu=on
