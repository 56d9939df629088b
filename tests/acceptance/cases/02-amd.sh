# The same on AMD's IOMMU, which needs no kernel argument.
run_runbook 01-discovery 'cards iommu-amd'
