"""Every exception that addrcheck raises on purpose.

A bad address is an answer, never an error; errors exist for usage, files and settings only.

    AddrcheckError
    ├── UsageError            the caller asked for something that does not exist
    ├── SettingsError         an environment variable or option has a value that cannot be used
    ├── FileError             a file of addresses cannot be read or written
    ├── StoppedError          a long run ended early; what is done is kept, and it can be continued
    └── DictionaryError       a dictionary table or compiled dictionary cannot be read
        ├── TableError        one row of a table is wrong; names the file, the line and the column
        └── ZonesError        a table of zones cannot be used; holds its findings (``addrcheck.zones.troubles``)
"""

from __future__ import annotations


class AddrcheckError(Exception):
    """Base of all errors; its text tells the person what to do."""

    def __init__(self, text: str = "", code: str = "", **facts: str) -> None:
        """Take the text; ``code`` and ``facts`` where somebody says the same in another language (``addrcheck.wording.files``)."""
        super().__init__(text)
        self.code, self.facts = code, facts


class UsageError(AddrcheckError):
    """The call itself is wrong: an unknown country, language or field."""


class SettingsError(AddrcheckError):
    """A setting has a value that cannot be used."""


class FileError(AddrcheckError):
    """A file of addresses cannot be read or written; the text names it and says what to do."""


class StoppedError(AddrcheckError):
    """A long run ended early (disk full, interrupted); what is done is kept, and it can be continued."""


class DictionaryError(AddrcheckError):
    """A dictionary is missing or broken."""


class TableError(DictionaryError):
    """A row of a dictionary table is wrong."""

    def __init__(self, path: object, line: int, message: str) -> None:
        """Name the ``path`` and the ``line`` (1-based) beside the ``message``."""
        super().__init__(f"{path}, line {line}: {message}")
        self.line = line
