# A domain with a card on real libvirt, hidden by both methods. QEMU emulates AMD's virtualization, so KVM is there.
run_runbook 11-libvirt 'cards iommu-amd'
