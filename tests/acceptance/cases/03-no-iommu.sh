# A machine without an IOMMU.
run_runbook cases/03-no-iommu.ps1 'iommu-none cards'
