"""Every exception that pagefeed raises on purpose.

A bad page or a bad feed is a `Problem`, never an exception. An exception means
that the whole command can't go on: the command line prints it and exits with 2.

    PagefeedError
    ├── SettingsError    a file under feeds/ says something that can't be
    ├── UsageError       the call itself can't be carried out
    ├── LedgerError      the ledger can't be read or written
    ├── LockedError      another build holds the lock
    └── PublishError     output/ can't be written, or a host refused
"""

from __future__ import annotations


class PagefeedError(Exception):
    """What was wrong, where, and what to do next; `str()` gives all three.

    `where` is a file, a URL or a setting; `hint` is a whole sentence or empty.
    """

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text}. {self.hint}" if self.hint else text


class SettingsError(PagefeedError):
    """A settings file is missing, unreadable or holds a value that isn't allowed."""

    def __init__(self, message: str, *, where: str = "", key: str = "", hint: str = "") -> None:
        super().__init__(f"{key}: {message}" if key else message, where=where, hint=hint)
        self.key = key


class UsageError(PagefeedError):
    """The command was called in a way that can't be carried out."""


class LedgerError(PagefeedError):
    """The ledger is corrupt, too new, or can't be reached."""


class LockedError(PagefeedError):
    """Another build of the same publication is at work."""


class PublishError(PagefeedError):
    """Files could not be written where they are to be hosted."""
