"""addrcheck checks Chinese and Russian delivery addresses: offline, in one process."""

__version__ = "0.1.0"
