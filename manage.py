#!/usr/bin/env python
"""Run Django's commands: `.venv/bin/python manage.py help`."""

import os
import sys
from pathlib import Path


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    base_dir = Path(__file__).resolve().parent
    try:
        from django.conf import settings
        from django.core.management import execute_from_command_line

        from newsroom import environment
    except ModuleNotFoundError as error:
        if error.name not in ("django", "environs"):
            raise
        sys.exit("manage.py: this Python has no Django: use .venv/bin/python manage.py (`make venv` makes it)")
    try:
        environment.load(base_dir)
        if environment.needs_servers(sys.argv):
            environment.require(os.environ, base_dir)
        settings.DEBUG  # noqa: B018 - reads the settings
    except (environment.EnvError, environment.LocalServersDown) as error:
        sys.exit(f"manage.py: {error}")
    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:  # `manage.py models list | head`: who reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
