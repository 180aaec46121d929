"""How the doors tell the consumer that a job waits: huey, in a SQLite file beside the jobs or in Redis.

A message is the number of a job and nothing else, as JSON: what stands in a queue cannot run code here. The table
of jobs is what counts; a message that is lost is sent again, one that comes twice finds nothing to do.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from huey import Huey, RedisHuey, SqliteHuey
from huey.exceptions import ConfigurationError
from huey.registry import Message
from huey.serializer import Serializer

from addrcheck.errors import SettingsError
from addrcheck.service.logs import log_event
from addrcheck.settings import ServiceSettings

_NAME = "addrcheck"
_FILE = "queue.sqlite"


class _Json(Serializer):  # type: ignore[misc]
    """Writes messages as JSON rather than as pickles."""

    def _serialize(self, data: Message) -> bytes:
        return msgspec.json.encode(tuple(data))

    def _deserialize(self, data: bytes) -> Message:
        return Message(*msgspec.json.decode(data, type=list[object]))


def _nothing(number: str) -> None:
    """What those do who only send."""


class JobQueue:
    """The queue; ``work`` is called by a consumer with the number of a job."""

    def __init__(self, settings: ServiceSettings, work: Callable[[str], None] = _nothing) -> None:
        """Open the queue of the settings; raises ``SettingsError`` where it cannot be used."""
        self.huey = _open(settings)

        def clean(number: str) -> None:
            work(number)

        self._task = self.huey.task()(clean)

    def put(self, number: str) -> None:
        """Say that a job waits; where that fails, the consumer finds out by itself within a minute."""
        try:
            self._task(number)
        except Exception as error:  # whatever the storage raises: a locked file, a Redis that is away
            log_event("queue cannot be reached", reason=type(error).__name__)

    def __len__(self) -> int:
        """Return how many messages nobody has taken yet."""
        return int(self.huey.storage.queue_size())


def _open(settings: ServiceSettings) -> Huey:
    if settings.queue_url:
        try:
            return RedisHuey(_NAME, results=False, serializer=_Json(), url=settings.queue_url)
        except (ConfigurationError, ValueError, ImportError) as error:
            raise SettingsError(f"ADDRCHECK_QUEUE_URL cannot be used: {error}") from None
    path = settings.state / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    return SqliteHuey(_NAME, results=False, serializer=_Json(), filename=str(path))
