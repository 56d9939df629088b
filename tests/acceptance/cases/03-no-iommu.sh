# A machine without an IOMMU.
run_runbook 03-no-iommu 'iommu-none cards'
