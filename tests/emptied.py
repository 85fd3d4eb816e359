"""One database of PostgreSQL for all tests of a process, emptied after each: copying one takes longer than a test."""

import psycopg

CLOSED = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> {}"
SHAPE = """
    WITH ours AS (SELECT oid, relname FROM pg_class WHERE relnamespace = 'public'::regnamespace), things AS (
        SELECT concat_ws(' ', relname, attname, atttypid, attnotnull, atthasdef) AS thing
        FROM pg_attribute JOIN ours ON ours.oid = attrelid
        UNION ALL SELECT concat_ws(' ', relname, tgname, tgenabled) FROM pg_trigger JOIN ours ON ours.oid = tgrelid
        UNION ALL SELECT concat_ws(' ', relname, pg_get_constraintdef(c.oid))
        FROM pg_constraint c JOIN ours ON ours.oid = conrelid
        UNION ALL SELECT prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT version_num FROM alembic_version
    )
    SELECT md5(string_agg(thing, ';' ORDER BY thing)) FROM things
"""
TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version' ORDER BY relname
"""
COUNTED_ANEW = """
    SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL
"""


class Emptied:
    """A copy of the database `template` on this server, handed from test to test."""

    def __init__(self, server: str, template: str, name: str = "test") -> None:
        self.server = server
        self.template = template
        self.name = name
        self.url = created(server, name, template)
        self._kept = psycopg.connect(self.url, autocommit=True)
        self.tables = [str(name) for (name,) in self._kept.execute(TABLES)]
        self.shape = self._kept.execute(SHAPE).fetchone()

    def empty(self) -> None:
        """As it was at first: no row, no connection of a test, counting from one. A changed schema is made anew."""
        connection = self._connection()
        connection.execute(CLOSED.format(connection.info.backend_pid))
        if connection.execute(SHAPE).fetchone() == self.shape:
            return self._sweep(connection)
        self.close()
        with psycopg.connect(self.server, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{self.name}" WITH (FORCE)')
        created(self.server, self.name, self.template)
        return None

    def close(self) -> None:
        """Give back the connection that is kept."""
        self._kept.close()

    def _connection(self) -> psycopg.Connection:
        """Kept from test to test, for a new one knows nothing of the catalogue and reads it again; unless it died."""
        try:
            self._kept.execute("SELECT 1")
        except psycopg.OperationalError:
            self._kept.close()
            self._kept = psycopg.connect(self.url, autocommit=True)
        return self._kept

    def _sweep(self, connection: psycopg.Connection) -> None:
        found = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in self.tables)  # noqa: S608
        filled = [str(name) for (name,) in connection.execute(found)]
        # Neither foreign keys nor the triggers that guard the audit have a say.
        connection.execute("SET session_replication_role = replica")
        for name in filled:
            connection.execute(f"DELETE FROM {name}")  # noqa: S608
        if filled:
            # Rows would lie in another order than they came where a deleted one left room.
            connection.execute(f"VACUUM (TRUNCATE, INDEX_CLEANUP ON) {', '.join(filled)}")
        connection.execute(COUNTED_ANEW)
        connection.execute("RESET session_replication_role")


def created(server: str, name: str, template: str = "template1") -> str:
    """A new database, and its URL."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return server.replace("/postgres?", f"/{name}?", 1)
