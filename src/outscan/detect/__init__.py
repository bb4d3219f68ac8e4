"""Detectors: what a segment holds, in its own words. They do not judge context."""
