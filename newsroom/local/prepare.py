"""Make the database and the files ready, in one process: `python -m newsroom.local.prepare`, run by the supervisor.

Every step is safe to repeat and cheap when there is nothing to do. What a step says goes to stderr; stdout carries only
the sample accounts.
"""

import os
import sys

import django
from django.core.management import CommandError, call_command
from django.db import OperationalError

from newsroom.environment import EnvError

STEPS: tuple[tuple[str, dict[str, object]], ...] = (
    ("migrate", {"interactive": False, "verbosity": 0}),
    ("catalogues", {"compile": True}),
    ("collectstatic", {"interactive": False, "verbosity": 0}),
    ("load_sample", {"if_empty": True}),
)


def main() -> None:
    """Run the steps, then print the sample accounts; one line and exit status 1 if the database does not answer."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        django.setup()
        for name, options in STEPS[:1] if sys.argv[1:] == ["--database-only"] else STEPS:
            call_command(name, stdout=sys.stderr, **options)
        if sys.argv[1:] != ["--database-only"]:
            call_command("load_sample", accounts=True)
    except OperationalError as error:
        sys.exit(f"newsroom: the database does not answer: {' '.join(str(error).split())}")
    except (CommandError, EnvError) as error:
        sys.exit(f"newsroom: {error}")


if __name__ == "__main__":
    main()
