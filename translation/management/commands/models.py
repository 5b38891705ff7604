"""manage.py models: list, download, verify and remove Firefox models. Needs no database."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom import editions
from newsroom.languages import CODES, PIVOT, UnknownLanguage, edition
from translation.engines.firefox.catalogue import ARCHITECTURES, WITHOUT_MODELS, File, Release, directions, refusal
from translation.engines.firefox.downloads import Source, megabytes
from translation.engines.firefox.folder import Folder, Installed, ModelsError
from translation.engines.firefox.languages import fitting
from translation.engines.firefox.listing import Row, as_dict, listing
from translation.engines.firefox.verifying import PACKAGE, State, Verdict, verify
from translation.engines.firefox.verifying import as_dict as as_verdict
from translation.management.offer import BadAnswer, Offer

MODELS = [code for code in CODES if code not in WITHOUT_MODELS and code != PIVOT]
UNCOMPARED = 3  # exit status of verify: nothing is wrong, but a model has no published hashes


class Command(BaseCommand):
    help = "List, download, verify and remove the models of Firefox Translations (the engine firefox)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="list|download|verify|remove|offer")
        listed = actions.add_parser("list", help="what is served, and what is installed")
        listed.add_argument("languages", nargs="*", metavar="LANG")
        listed.add_argument("--json", action="store_true", help="print one JSON object")
        fetched = actions.add_parser(
            "download", help="fetch the models to and from English; resumes an interrupted download"
        )
        fetched.add_argument("languages", nargs="+", metavar="LANG")
        fetched.add_argument("--architecture", choices=ARCHITECTURES, help="by default the newest model's")
        checked = actions.add_parser("verify", help="hash what is installed again, and compare")
        checked.add_argument("languages", nargs="*", metavar="LANG")
        checked.add_argument("--json", action="store_true", help="print one JSON list")
        removed = actions.add_parser(
            "remove", help="remove the models to and from English, and what is left of their downloads"
        )
        removed.add_argument("languages", nargs="+", metavar="LANG")

        actions.add_parser("offer", help="fetch what MODELS names, or ask once; `make run` calls it")

    def handle(self, *args: Any, **options: Any) -> None:
        logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs every request; the progress bar is enough
        given = cast(dict[str, Any], settings.ENGINE_OPTIONS["firefox"])
        self.folder = Folder(Path(given["models_dir"])) if given["models_dir"] else None
        self.source = Source(given["url"], given["private_hosts"])
        try:
            codes = [edition(code).code for code in options.get("languages", ())]
        except UnknownLanguage as error:
            raise CommandError(f"{error} There are models for {', '.join(MODELS)}.") from None
        try:
            getattr(self, f"_{options['action']}")(codes, options)
        except (ModelsError, BadAnswer) as error:
            raise CommandError(str(error)) from None
        except KeyboardInterrupt:
            raise CommandError("Interrupted. The same command resumes the download.", returncode=130) from None

    def _list(self, codes: list[str], options: dict[str, Any]) -> None:
        offered, problem = None, ""
        try:
            offered = self.source.releases()
        except ModelsError as error:
            problem = str(error)
        rows = listing(codes or list(editions.codes()), offered, self.folder)
        if options["json"]:
            found = {"source": self.source.url, "problem": problem, "languages": [as_dict(row) for row in rows]}
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            return
        for row in rows:
            self._row(row)
        if problem:
            raise CommandError(f"What is served is not known: {problem}")

    def _row(self, row: Row) -> None:
        self.stdout.write(f"{row.code:<8} {edition(row.code).english_name}" + (f": {row.reason}" if row.reason else ""))
        for step in row.steps:
            offers = [f"{one.architecture} {one.version}, {megabytes(one.packed_size)}" for one in step.offered]
            here = _told(step.installed) if step.installed else "not installed"
            self.stdout.write(f"           {step.pair:<11} {'; '.join(offers) or '-':<34} {here}")

    def _download(self, codes: list[str], options: dict[str, Any]) -> None:
        folder, problems = self._own_folder(), []
        pairs_of = [directions(_with_models(code)) for code in codes]
        offered = self.source.releases()
        for pairs in pairs_of:  # an error with one language does not affect the others
            try:
                for pair in pairs:
                    self._fetch(fitting(self.source, offered, pair, options["architecture"]), folder)
            except ModelsError as error:
                problems.append(str(error))
        if problems:
            raise CommandError("\n".join(problems))

    def _fetch(self, release: Release, folder: Folder) -> None:
        if folder.has(release):
            self.stdout.write(f"{release.pair}: already there, {release.architecture} {release.version}.")
            return
        drawn = Bar(self, release)
        place = self.source.fetch(release, folder, drawn.progress)
        drawn.end()
        self.stdout.write(
            f"{release.pair}: {release.architecture} {release.version}, {megabytes(release.size)} in {place}."
        )

    def _verify(self, codes: list[str], options: dict[str, Any]) -> None:
        folder = self._any_folder()
        pairs = [pair for code in codes or MODELS for pair in directions(_with_models(code))]
        found = [verify(folder, *pair) for pair in pairs if codes or folder.installed(*pair)]
        if options["json"]:
            self.stdout.write(json.dumps([as_verdict(one) for one in found], ensure_ascii=False, indent=1))
        else:
            for one in found:
                self.stdout.write(f"{one.pair}: {_verdict(one)}.")
        _end_verify(found)

    def _remove(self, codes: list[str], options: dict[str, Any]) -> None:
        folder = self._own_folder()
        for pair in (pair for code in codes if code != PIVOT for pair in directions(code)):
            gone = folder.remove(*pair)
            for entry in gone:
                self.stdout.write(f"{'-'.join(pair)}: removed {entry.folder} ({megabytes(entry.size)}).")
            if size := folder.forget(*pair):
                self.stdout.write(f"{'-'.join(pair)}: removed {megabytes(size)} of a download that was not finished.")
            elif not gone:
                left = folder.installed(*pair)
                why = f"part of a package, in {left.folder}; it stays" if left else "not installed"
                self.stdout.write(f"{'-'.join(pair)}: {why}.")

    def _offer(self, codes: list[str], options: dict[str, Any]) -> None:
        try:
            Offer(self.source, self._own_folder(), os.environ.get("MODELS", "").strip()).make()
        except BadAnswer as error:
            raise BadAnswer(f"MODELS: {error}") from None

    def _own_folder(self) -> Folder:
        if self.folder is None:
            raise CommandError("Set FIREFOX_MODELS_DIR to the folder that models belong in.")
        return self.folder

    def _any_folder(self) -> Folder:
        return self.folder or Folder(Path())


class Bar:
    """Progress of one model on stderr: a line that grows on a terminal, a line for each file elsewhere."""

    def __init__(self, command: BaseCommand, release: Release) -> None:
        self._err = command.stderr
        self._release = release
        self._done: dict[str, int] = {}
        self._shown = -1

    def progress(self, file: File, done: int) -> None:
        self._done[file.name] = done
        total = self._release.packed_size
        percent = 100 * sum(self._done.values()) // total
        if not self._err.isatty():
            if done == file.packed_size and self._shown != len(self._done):
                self._shown = len(self._done)
                self._err.write(f"{self._release.pair}: {file.name}, {megabytes(done)}")
        elif percent != self._shown:
            self._shown = percent
            self._err.write(f"\r{self._release.pair}: {percent} % of {megabytes(total)}", ending="")
            self._err.flush()

    def end(self) -> None:
        if self._err.isatty():
            self._err.write("")


def _told(entry: Installed) -> str:
    if entry.problem:
        return f"not usable: {entry.problem}"
    kind = " ".join(filter(None, (entry.architecture, entry.version)))
    return f"installed: {kind}, {megabytes(entry.size)} in {entry.folder}"


def _with_models(code: str) -> str:
    """Return a language's code. Raises CommandError for one that has no models of its own."""
    if reason := refusal(code):
        raise CommandError(f"{code}: {reason}.")
    return code


def _end_verify(found: list[Verdict]) -> None:
    """Raise CommandError unless all models are as published."""
    if wrong := [one for one in found if one.wrong]:
        own = any(one.own for one in wrong)
        fix = "`manage.py models download LANG` fetches a model" if own else f"install {PACKAGE}"
        raise CommandError(f"A model is not as published: {fix} again.")
    if any(one.state == State.UNKNOWN for one in found):
        raise CommandError("Not all could be compared with what was published.", returncode=UNCOMPARED)


def _verdict(one: Verdict) -> str:
    if one.state == State.UNKNOWN:
        return f"nothing to compare it with: no hashes were kept for {one.folder}"
    if one.state == State.SAME:
        return "as it was published" + ("" if one.own else f" in {one.compared_with}")
    return "; ".join(one.faults) or one.state.value
