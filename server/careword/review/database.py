"""The address of a store in, the store out: SQLite in one file or PostgreSQL, at the newest version of its tables."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session

from careword.review.tables import Fact

_MIGRATIONS = 0x6361726578  # the lock that lets one process at a time bring the tables up to date


class StoreError(Exception):
    """A store that cannot be used; the message says why and what was expected."""


class Store:
    """A database and its salt. Everything that is done goes through `session`, all of it or nothing."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._reader = engine, engine.execution_options(reads=True)
        with self.session() as db:
            fact = db.get(Fact, "salt")
            if fact is None:
                fact = Fact(key="salt", value=secrets.token_hex(32))
                db.add(fact)
                db.flush()
            self.salt = bytes.fromhex(fact.value)

    @contextmanager
    def session(self, *, reads: bool = False) -> Iterator[Session]:
        """Begin, and commit at the end or undo everything. Who only `reads` waits for nobody."""
        with Session(self._reader if reads else self._engine, expire_on_commit=False) as db, db.begin():
            yield db

    def settle(self) -> None:
        """After much has changed: let the database learn what it holds, so that it chooses its ways well."""
        with self._engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            for table in ("finding", "note"):
                connection.exec_driver_sql(
                    f"VACUUM (ANALYZE) {table}" if connection.dialect.name == "postgresql" else f"ANALYZE {table}"
                )

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def open_store(address: str | Path) -> Store:
    """Open a store and bring its tables up to date; a file that is not there is made."""
    try:
        url = _url(address)
        engine = _engine(url)
        with engine.connect() as connection:
            _migrate(connection)
        return Store(engine)
    except ArgumentError:
        raise StoreError("--database: expected sqlite:///FILE or postgresql://USER@HOST/NAME") from None
    except ModuleNotFoundError as fault:
        raise StoreError(f"{fault.name} is not installed; try: pip install 'careword[postgres]'") from None
    except SQLAlchemyError as fault:
        cause = str(getattr(fault, "orig", None) or type(fault).__name__).strip().splitlines()
        raise StoreError(f"the store cannot be opened: {cause[0] if cause else 'unknown'}") from None
    except OSError as fault:
        raise StoreError(f"{fault.filename}: cannot be opened: {(fault.strerror or '').lower()}") from None


def _url(address: str | Path) -> URL:
    if isinstance(address, Path):
        return URL.create("sqlite", database=str(address))
    url = make_url(address)
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise ArgumentError
    return url


def _engine(url: URL) -> Engine:
    # parameters never appear in a message: they may be what somebody wrote
    if url.get_backend_name() != "sqlite":
        return create_engine(url, hide_parameters=True, pool_pre_ping=True, pool_size=10)
    path = Path(url.database or "")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # only its owner reads it, from its first byte on
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": 30})
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return engine


def _settle(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 it is SQLAlchemy's own
    """Set what a new connection to SQLite needs."""
    connection.isolation_level = None  # SQLAlchemy says where a transaction begins
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Take the lock for writing at once, so that two who write wait for each other and neither fails half way."""
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _migrate(connection: Connection) -> None:
    import logging

    from alembic import command
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATIONS})
        command.upgrade(config, "head")
