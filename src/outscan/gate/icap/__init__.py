"""The ICAP door (RFC 3507): document systems, proxies and mail gateways ask about what passes through them."""
