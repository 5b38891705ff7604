"""The private servers, for real: what is started, what it allows, and what is left behind."""

import os
import signal
import socket
import stat
import subprocess
from pathlib import Path

import psycopg
import pytest
import redis

from newsroom import environment
from newsroom.local import cluster, process, stack
from newsroom.local.trouble import Trouble


def test_the_role_owns_its_database_may_create_others_and_is_no_superuser(short_folder: Path) -> None:
    with stack.lock(short_folder), stack.servers(short_folder, {}, durable=False) as (urls, _):
        with psycopg.connect(urls["DATABASE_URL"], autocommit=True) as connection:
            query = "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
            assert connection.execute(query).fetchone() == (False, True, False)
            connection.execute("CREATE EXTENSION pg_trgm")
            connection.execute("CREATE EXTENSION unaccent")
            query = "SELECT cardinality(show_trgm('паром')) > 0, unaccent('λιμάνι'), 'Z' < 'a'"
            assert connection.execute(query).fetchone() == (True, "λιμανι", True)
            query = "SELECT datcollate, datctype FROM pg_database WHERE datname = 'newsroom'"
            assert connection.execute(query).fetchone() == ("C", cluster.letters())
            connection.execute("CREATE DATABASE another")
            query = "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'newsroom'"
            assert connection.execute(query).fetchone() in [("b", "C.UTF-8"), ("c", None)]
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert redis.Redis.from_url(urls["REDIS_URL"]).ping()
        assert redis.Redis.from_url(urls["REDIS_URL"]).config_get("port") == {"port": "0"}


def test_manage_py_finds_the_servers_only_while_they_run(short_folder: Path) -> None:
    environ = {"NEWSROOM_VAR": str(short_folder)}
    with stack.lock(short_folder), stack.servers(short_folder, {}, durable=False) as (urls, _):
        assert environment.resolve(environ, Path("/")) == urls
        environment.require(environ, Path("/"))
    with pytest.raises(environment.LocalServersDown, match="make run"):
        environment.require(environ, Path("/"))


def test_what_the_environment_names_is_used_and_nothing_is_started(short_folder: Path) -> None:
    named = {"DATABASE_URL": "postgresql://db/x", "REDIS_URL": "redis://cache/1", "SECRET_KEY": "s"}
    with stack.lock(short_folder), stack.servers(short_folder, named) as (urls, started):
        assert urls == named
        assert started == []
    assert not (short_folder / "postgres").exists()


def test_the_secret_key_is_made_once_and_private(short_folder: Path) -> None:
    key = stack.secret_key(short_folder)
    assert len(key) > 50
    assert stack.secret_key(short_folder) == key
    assert stat.S_IMODE((short_folder / "secret_key").stat().st_mode) == 0o600


def test_a_path_too_long_for_a_socket_gets_a_short_private_folder(short_folder: Path) -> None:
    deep = short_folder / ("long-" * 12) / ("long-" * 12)
    deep.mkdir(parents=True)
    with stack.lock(deep), stack.servers(deep, {}, durable=False) as (urls, _):
        folders = [(deep / name / "socket").readlink() for name in ("postgres", "valkey")]
        assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700, 0o700]
        with psycopg.connect(urls["DATABASE_URL"]) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert [folder.exists() for folder in folders] == [False, False]


def test_servers_that_a_killed_process_left_are_ended_and_the_data_is_kept(short_folder: Path) -> None:
    with stack.lock(short_folder), stack.servers(short_folder, {}) as (urls, (postgres, _)):
        with psycopg.connect(urls["DATABASE_URL"]) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        orphan = postgres.popen
        assert orphan
        with stack.servers(short_folder, {}) as (again, _):  # as a next start does: the lock's holder is dead
            assert orphan.wait(5) is not None
            with psycopg.connect(again["DATABASE_URL"]) as connection:
                assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_a_stale_postmaster_pid_of_a_living_stranger_is_removed(short_folder: Path) -> None:
    with stack.lock(short_folder), stack.servers(short_folder, {}, durable=False):
        pass
    lock = short_folder / "postgres" / "data" / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{lock.parent}\n0\n5432\n")
    with stack.lock(short_folder), stack.servers(short_folder, {}, durable=False) as (urls, _):
        assert environment.answers(urls["DATABASE_URL"])


def test_a_record_whose_number_now_belongs_to_another_program_ends_nothing(short_folder: Path) -> None:
    record = short_folder / "x.pid"
    with subprocess.Popen(["sleep", "60"]) as stranger:
        record.write_text(f"{stranger.pid} some-other-start")
        assert process.stop_recorded(record, signal.SIGTERM, seconds=1) is False
        assert stranger.poll() is None
        stranger.kill()
    assert not record.exists()


def test_a_half_made_cluster_is_made_anew(short_folder: Path) -> None:
    part = short_folder / "postgres" / "data.part"
    part.mkdir(parents=True)
    (part / "PG_VERSION").write_text("18")
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", "nobody", short_folder / "postgres"], check=True)
    with stack.lock(short_folder), stack.servers(short_folder, {}, durable=False) as (urls, _):
        assert environment.answers(urls["DATABASE_URL"])


def test_a_cluster_of_another_version_is_left_alone_and_named(short_folder: Path) -> None:
    data = short_folder / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("9\n")
    told = pytest.raises(Trouble, match="made by PostgreSQL 9")
    with told, stack.lock(short_folder), stack.servers(short_folder, {}):
        pass


def test_a_cluster_that_knows_ascii_letters_alone_is_named(short_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "letters", lambda: "C")
    told = pytest.raises(Trouble, match=r"made with the locale C, .*make reset")
    with told, stack.lock(short_folder), stack.servers(short_folder, {}, durable=False):
        pass


def test_an_installation_without_postgres_is_named(short_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", "/nowhere")
    with pytest.raises(Trouble, match="PG_BIN=/nowhere"), stack.lock(short_folder), stack.servers(short_folder, {}):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root: only root runs PostgreSQL as somebody else")
def test_as_root_in_a_locked_folder_postgres_lives_elsewhere_and_no_permission_changes(short_folder: Path) -> None:
    short_folder.chmod(0o700)
    var = short_folder / "var"
    with stack.lock(var), stack.servers(var, {}, durable=False) as (urls, (postgres, _)):
        home = (var / "postgres").readlink()
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        assert environment.answers(urls["DATABASE_URL"])
        assert postgres.popen and os.stat(f"/proc/{postgres.popen.pid}").st_uid == home.stat().st_uid != 0
    assert stat.S_IMODE(short_folder.stat().st_mode) == 0o700
    with stack.lock(var), stack.servers(var, {}, durable=False):
        assert (var / "postgres").readlink() == home, "the second start found other data"
    subprocess.run(["rm", "-r", home], check=True)


def test_a_second_holder_of_the_lock_is_told_who_has_it(short_folder: Path) -> None:
    with stack.lock(short_folder), pytest.raises(Trouble, match=f"process {os.getpid()}"), stack.lock(short_folder):
        pass


def test_nothing_answers_at_a_socket_that_is_only_a_file(short_folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(short_folder / "s"))
    assert not environment.answers(f"unix://{short_folder}/s?db=0")
