"""The tables and their catalogue, nothing else."""
