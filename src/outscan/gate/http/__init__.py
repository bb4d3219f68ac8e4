"""The HTTP door: routes as one list, bodies read by ourselves, problems in two languages, nothing half stored.

In: ASGI. Out: replies. Law: who may not is refused before a body is read; what is slow is closed; what is full is told when to
come again.
"""
