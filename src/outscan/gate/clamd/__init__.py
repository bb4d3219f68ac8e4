"""The clamd door: for programs that know an antivirus socket and nothing else."""
