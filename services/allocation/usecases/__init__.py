"""What people do with allocation, one file each; each owns its transaction."""
