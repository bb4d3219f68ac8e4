"""The mail door: a before-queue proxy that hands on what passes and refuses the rest while the sender still listens."""
