"""Where alembic starts: it is handed the connection by ``addrcheck.service.database``."""

from __future__ import annotations

from alembic import context

from addrcheck.service.database import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
