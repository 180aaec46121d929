"""Speed and memory of addrcheck, and of other parsers beside it, in one run: `make bench`."""
