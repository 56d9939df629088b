# The tutorial's host side on Debian as it is.
try_tutorial initramfs-tools
