"""The pre-send gate: one decision for every door, cases and approvals that bind bytes, a record nobody can rewrite.

In: uploads and questions through a door (HTTP, ICAP, SMTP, clamd, the page). Out: `Decision`s, approvals, audit events.
Law: fail closed everywhere; an approval given for A never sends B; no audit, no decision; what may not be stored is not stored.
"""
