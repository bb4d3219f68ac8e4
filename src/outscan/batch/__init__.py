"""Many scans: which files, in what order. The ledger and its engines will stand here."""
