"""Make files or database ready: `python -m newsroom.local.prepare files database sample`, run by the supervisor.

Every step is safe to repeat and cheap when there is nothing to do. Progress is printed on stderr. On stdout there is
a line for each finished step, then the sample accounts.
"""

import os
import sys

import django
from django.core.management import CommandError, call_command
from django.db import OperationalError

from newsroom.environment import EnvError
from newsroom.local.programs import STEP_DONE

STEPS: dict[str, tuple[tuple[str, dict[str, object]], ...]] = {
    "files": (
        ("catalogues", {"compile": True}),
        ("collectstatic", {"interactive": False, "verbosity": 0}),
    ),
    "database": (("migrate", {"interactive": False, "verbosity": 0}),),
    "sample": (("load_sample", {"if_empty": True}),),
}


def main(steps: list[str]) -> None:
    """Execute the steps; one line and exit status 1 if the environment is wrong or the database does not answer."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        django.setup()
        for step in steps:
            for name, options in STEPS[step]:
                call_command(name, stdout=sys.stderr, **options)
            print(STEP_DONE.format(step), flush=True)
        if "sample" in steps:
            call_command("load_sample", accounts=True)
    except OperationalError as error:
        sys.exit(f"newsroom: the database does not answer: {' '.join(str(error).split())}")
    except (CommandError, EnvError) as error:
        sys.exit(f"newsroom: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
