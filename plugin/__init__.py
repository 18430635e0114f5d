"""The plugin's code; importing this package imports nothing else."""
