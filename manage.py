#!/usr/bin/env python
"""Run Django's commands: `.venv/bin/python manage.py help`."""

import os
import sys
from pathlib import Path

from newsroom.local import environment


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if environment.needs_servers(sys.argv):
        try:
            environment.require(os.environ, Path(__file__).resolve().parent)
        except environment.LocalServersDown as error:
            sys.exit(f"manage.py: {error}")
    try:
        from django.core.management import execute_from_command_line
    except ModuleNotFoundError as error:
        if error.name != "django":
            raise
        sys.exit("manage.py: this Python has no Django: use .venv/bin/python manage.py (`make venv` makes it)")
    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:  # `manage.py models list | head`: who reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
