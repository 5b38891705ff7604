"""Execute the segment editor's form by the functions of translation.desk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from articles.body import clean_inline
from articles.body.rendering import as_typed
from articles.models import LanguageVersion
from newsroom.database.transactions import NotStored
from translation import desk
from translation.models import Segment, SegmentFinding
from translation.views.access import demand, log
from translation.views.text_kinds import field_words

JUDGEMENTS = ("waive", "unwaive", "fix")


@dataclass(slots=True)
class Outcome:
    """The result of a form. segment: the row whose button was pressed; troubles, typed: by segment (primary key)."""

    segment: int | None = None
    next_anchor: str = "segments"
    stay: bool = False
    troubles: dict[int, str] = field(default_factory=dict)
    typed: dict[int, str] = field(default_factory=dict)
    saved: set[int] = field(default_factory=set)


def fingerprint(target: str) -> str:
    """Return a short hash of a text, which the form contains to detect whether a person changed it."""
    return hashlib.sha256(_plain(target).encode()).hexdigest()[:16]


def apply(request: HttpRequest, version: LanguageVersion) -> Outcome:
    """Store every changed row, then execute the button's action ("save:12", "fix:7", "approve-all")."""
    outcome = Outcome()
    action, _colon, number = request.POST.get("do", "save").partition(":")
    segments = _store_all(request, version, outcome)
    if action == "approve-all":
        _approve_all(request, version, outcome)
    elif action in JUDGEMENTS and number.isdecimal():
        outcome.stay = True
        _judge(request, version, action, int(number), outcome)
    elif action in ("save", "approve", "accept", "reject") and number.isdecimal():
        outcome.segment = int(number)
        pressed = _pressed(request, version, outcome.segment)
        if pressed and outcome.segment not in outcome.troubles:
            _act(request, pressed, action, outcome)
    elif action != "save":
        raise Http404
    if outcome.saved:
        keys = ", ".join(segments[pk].key for pk in sorted(outcome.saved))
        log(request, version, _("Segments corrected: %(keys)s.") % {"keys": keys})
    _set_anchor(version, outcome)
    return outcome


def _store_all(request: HttpRequest, version: LanguageVersion, outcome: Outcome) -> dict[int, Segment]:
    """Store every changed row; return the rows of the form that still exist, by primary key."""
    posted = _posted(request)
    segments = {segment.pk: segment for segment in version.segments.filter(pk__in=posted)}
    for row in posted:
        if row in segments:
            _store(request, segments[row], outcome)
        else:
            _gone(request, row)
    return segments


def _pressed(request: HttpRequest, version: LanguageVersion, number: int) -> Segment | None:
    """Return the row whose button was pressed; None if its text was removed from the article. Raises Http404."""
    pressed = version.segments.filter(pk=number).first()
    if pressed is None and (number not in _posted(request) or request.headers.get("X-Requested-With") == "fetch"):
        raise Http404
    return pressed


def _posted(request: HttpRequest) -> list[int]:
    names = (name.removeprefix("target-") for name in request.POST if name.startswith("target-"))
    return [int(name) for name in names if name.isdecimal()]


def _store(request: HttpRequest, segment: Segment, outcome: Outcome) -> None:
    """Store the input of one row, if there is any."""
    typed, revision = _typed(request, segment.pk)
    if typed is None:
        return
    try:
        try:
            desk.edit_segment(segment, typed, user=request.user, revision=revision)
        except desk.StaleSegment as error:
            if not _is_own(request, error.segment):
                raise
            desk.edit_segment(segment, typed, user=request.user, revision=error.segment.revision)
    except desk.SegmentGone:
        _gone(request, segment.pk)
    except (desk.StaleSegment, NotStored, ValidationError) as error:
        outcome.troubles[segment.pk] = field_words(error) if isinstance(error, ValidationError) else str(error)
        outcome.typed[segment.pk] = typed
    else:
        outcome.saved.add(segment.pk)


def _is_own(request: HttpRequest, segment: Segment) -> bool:
    """Return whether a segment was last changed by this person's own request whose response was lost.

    The script repeats what it sent then (mine-12). So the person's own change is not reported as another person's.
    """
    mine = request.POST.getlist(f"mine-{segment.pk}")
    stored = as_typed(segment.target)
    return segment.updated_by_id == request.user.pk and any(
        as_typed(clean_inline(_plain(text))) == stored for text in mine
    )


def _typed(request: HttpRequest, number: int) -> tuple[str | None, int]:
    """Return the input of a row, None if it was not changed, and the revision that the person saw."""
    typed = request.POST[f"target-{number}"]
    revision, _colon, seen = request.POST.get(f"seen-{number}", "").partition(":")
    if not revision.isdecimal() or fingerprint(typed) == seen:
        return None, 0
    return _plain(typed), int(revision)


def _gone(request: HttpRequest, number: int) -> None:
    """Show a person the input for a text that was removed from the article."""
    typed, _revision = _typed(request, number)
    if typed:
        words = _("You typed: %(text)s") % {"text": typed}
        messages.error(request, f"{desk.SegmentGone()} {words}")


def _act(request: HttpRequest, segment: Segment, action: str, outcome: Outcome) -> None:
    """Execute the action of a row's button, besides storing the input."""
    # Storing a row has already approved it.
    if action == "save" or (action == "approve" and segment.pk in outcome.saved):
        return
    if _has_moved_on(request, segment, outcome):
        outcome.troubles[segment.pk] = str(desk.StaleSegment(segment))
        return
    do, words = {
        "approve": (desk.approve_segment, _("approved")),
        "accept": (desk.accept_proposal, _("proposal accepted")),
        "reject": (desk.reject_proposal, _("proposal rejected")),
    }[action]
    try:
        do(segment, request.user)
    except desk.NotApprovable as error:
        outcome.troubles[segment.pk] = " ".join(error.reasons)
    except (desk.SegmentGone, NotStored) as error:
        outcome.troubles[segment.pk] = str(error)
    else:
        log(request, segment.version, f"{segment.key}: {words}.")


def _has_moved_on(request: HttpRequest, segment: Segment, outcome: Outcome) -> bool:
    """Return whether another person or a job changed a segment since this person saw what they approve or reject."""
    revision = request.POST.get(f"seen-{segment.pk}", "").partition(":")[0]
    if not revision.isdecimal() or segment.pk in outcome.saved or segment.revision == int(revision):
        return False
    return not _is_own(request, segment)


def _approve_all(request: HttpRequest, version: LanguageVersion, outcome: Outcome) -> None:
    try:
        desk.approve_version(version, request.user)
    except desk.NotApprovable as error:
        for reason in error.reasons[:5]:
            messages.error(request, reason)
        if len(error.reasons) > 5:
            messages.error(request, _("… and %d more.") % (len(error.reasons) - 5))
    except NotStored as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("All segments are approved."))
        log(request, version, _("All segments approved."))


def _judge(request: HttpRequest, version: LanguageVersion, action: str, number: int, outcome: Outcome) -> None:
    finding = SegmentFinding.objects.filter(pk=number, segment__version=version).select_related("segment").first()
    if finding is None or finding.segment is None:
        posted = _posted(request)
        if len(posted) == 1:  # a script requests one row, and shows that row's messages
            outcome.segment = posted[0]
            outcome.troubles.setdefault(posted[0], str(desk.FindingGone()))
        else:
            messages.warning(request, str(desk.FindingGone()))
        return
    outcome.segment = finding.segment.pk
    if outcome.segment in outcome.troubles:
        return
    seen = request.POST.get(f"seen-{outcome.segment}", "").partition(":")[0]
    # The input of the same row is stored by now, and its findings are those of the new text.
    revision = int(seen) if seen.isdecimal() and outcome.segment not in outcome.saved else None
    try:
        words = judge(request, finding, action, revision)
    except ValidationError as error:
        outcome.troubles.setdefault(outcome.segment, field_words(error))
    except (desk.StaleSegment, desk.FindingGone, NotStored) as error:
        outcome.troubles.setdefault(outcome.segment, str(error))
    else:
        log(request, version, f"{finding.segment.key}: {words} ({finding.check_name}).")


def judge(request: HttpRequest, finding: SegmentFinding, action: str, revision: int | None = None) -> str:
    """Waive, unwaive or fix a finding; return a description of the action. Raises StaleSegment, FindingGone."""
    if action == "fix":
        desk.apply_fix(finding, request.user, revision=revision)
        return _("fix applied")
    demand(request, "translation.change_segmentfinding")
    if action == "waive":
        desk.waive(finding, request.user)
        return _("finding waived")
    desk.unwaive(finding, request.user)
    return _("waiver removed")


def _set_anchor(version: LanguageVersion, outcome: Outcome) -> None:
    """Redirect to the next segment after a save, so that a keyboard alone is enough to edit a text."""
    if outcome.segment is None:
        return
    here = version.segments.filter(pk=outcome.segment).values_list("position", flat=True).first()
    if here is None:
        return
    following = version.segments.filter(position__gt=here).order_by("position").values_list("pk", flat=True).first()
    outcome.next_anchor = f"segment-{outcome.segment if outcome.stay else following or outcome.segment}"


def _plain(text: str) -> str:
    """Return text with the line ends of Python, not those of forms."""
    return text.replace("\r\n", "\n").strip()
