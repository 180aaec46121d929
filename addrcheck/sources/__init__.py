"""How the dictionaries are made: open packages in, tables of ``dictionaries/`` out.

Nothing here runs when an address is checked. ``python -m addrcheck.sources`` is the door.
"""
