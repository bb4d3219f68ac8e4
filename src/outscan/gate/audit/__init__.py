"""The record nobody can rewrite: every event chained to the one before by a digest, its head anchored elsewhere.

In: events of the gate. Out: rows of the audit table, lines of an export, anchors; faults found by `verify`.
Law: an event is written in the same transaction as what it tells of; no audit, no decision.
"""
