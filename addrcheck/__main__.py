"""``python -m addrcheck`` is the command ``addrcheck``."""

from addrcheck.cli import main

if __name__ == "__main__":
    main()
