"""Who people are and what they may: accounts, passwords, sessions, tokens, sign-on by others, throttling.

In: what a request brings. Out: `Who`, or `Refused`. Law: no super-user; rights need two people; throttling survives a restart.
"""
