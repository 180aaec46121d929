"""The zones of a running service: its versions, which of them is in force when, how a new one is looked at and taken in."""
