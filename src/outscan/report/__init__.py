"""Sinks: what the person reads. They compute nothing that is not in the report."""
