"""What alembic runs: the scripts of one family on the connection it is given, inside that connection's transaction."""

from __future__ import annotations

from alembic import context

family = context.config.attributes["family"]
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=family.tables,
    version_table=family.table,
    transactional_ddl=True,
)
context.run_migrations()
