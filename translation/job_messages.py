"""Messages of jobs, and of the newsroom about engines: English templates. Pure. Jobs store their codes."""

from __future__ import annotations

from newsroom.messages import N_, Message, Template, merged, ngettext_noop, render
from translation.checks import wording
from translation.engines import routing

MESSAGES: dict[str, Template] = {
    "job.attempts": ngettext_noop("Given up after %(count)d attempt.", "Given up after %(count)d attempts."),
    "job.late": N_("Out of time: not ready after %(seconds)d seconds."),
    "job.unclaimed": N_("Out of time: no worker finished it."),
    "job.changed": N_("The source was changed while this job ran. Ask again for what is new."),
    "job.cancelled": N_("Cancelled."),
    "job.cancelled_by": N_("Cancelled by %(name)s."),
    "job.database_lost": N_("The connection to the database was lost."),
    "job.not_stored": N_("The database did not store this job's work (%(error)s). It will be tried again."),
    "job.detached": N_("An editor has taken this version over; translation jobs do not change it."),
    "job.proposals": ngettext_noop(
        "%(count)d changed segment holds a person's words; a proposal is beside it.",
        "%(count)d changed segments hold a person's words; a proposal is beside each.",
    ),
    "job.no_page": N_("No page is made of it: %(finding)s"),
    "job.unexpected": N_(
        "An unexpected error ended this job (%(error)s). Ask again. If it happens again, the worker's log has details "
        "under “job %(job)d”."
    ),
    "job.memory": N_(
        "An unexpected error ended this job (%(error)s). Ask again with fewer languages at once. If it happens again, "
        "the worker needs more memory."
    ),
    "job.gone": N_("The article, or its version in this language, was deleted while this job ran."),
    "job.segment": N_("Segment %(key)s: %(reason)s"),
    "job.segment_not_stored": N_(
        "Segment %(key)s: the answer of %(engine)s could not be stored. The worker's log has details."
    ),
    # The same texts as in articles.models.LanguageVersion.Unreleased and Unscheduled.
    "unreleased.right": N_("Readers keep the version they have: its changes are not published yet."),
    "unreleased.finding": N_("Readers keep the version they have: a critical finding is open in the new one."),
    "unreleased.draft": N_("Readers keep the version they have: the new one contains unreviewed drafts."),
    "unreleased.pseudo": N_("Readers keep the version they have: the new one contains pseudolocalised text."),
    "unreleased.gaps": N_("Readers keep the version they have: the new one is not complete."),
    "unscheduled.finding": N_("No longer scheduled: a critical finding was opened."),
    "unscheduled.source": N_("No longer scheduled: the original was changed."),
    "unscheduled.pseudo": N_("No longer scheduled: it contains pseudolocalised text."),
    "rights.job": N_(
        "%(name)s, who requested this, may no longer translate (%(why)s). No engine was called after that. "
        "A person with the permission can request it again."
    ),
    "rights.account": N_("No engine was called: %(why)s."),
    "rights.deleted": N_("the account was deleted"),
    "rights.disabled": N_("the account is disabled"),
    "rights.not_staff": N_("the account is no longer a staff account"),
    "rights.permission": N_("the permission was removed"),
    "admission.busy": N_("%(engine)s is busy: its limit of concurrent calls is reached."),
    "admission.no_redis": N_(
        "%(engine)s costs money, and Redis, which counts for all workers, does not answer. No request was sent."
    ),
    "admission.open": N_("%(engine)s has failed repeatedly and is paused for %(seconds)d seconds."),
    "admission.quota": N_("The quota of %(engine)s was used up recently; it will be called again later."),
    "admission.wait": N_("%(engine)s can be called again in %(seconds)d seconds."),
    "budget.no_price": N_("%(engine)s has a budget but no price: set it in ENGINE_PRICES."),
    "budget.used_up": N_("The month's budget of %(engine)s (%(budget)s) is used up: %(spent)s spent (ENGINE_BUDGETS)."),
    "answer.nothing": N_("%(engine)s answered %(count)d of %(all)d texts with nothing."),
}
CATALOGUE = merged([wording.CATALOGUE, routing.MESSAGES, MESSAGES])


def english(message: Message) -> str:
    """Return a job's message in English: for the log, and as the text of an error."""
    return render(message, CATALOGUE)
