"""The accounts of a local run. Their passwords are public: they are created only with the sample newsroom."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group


@dataclass(frozen=True, slots=True)
class Account:
    """A sample account: name, password (the same word), the groups it is in, and what it is for."""

    username: str
    groups: tuple[str, ...]
    purpose: str
    superuser: bool = False

    @property
    def password(self) -> str:
        return self.username


ACCOUNTS = (
    Account("chief", (), "sees and may do everything", superuser=True),
    Account("editor", ("Editors",), "writes, imports and publishes"),
    Account("desk", ("Editors", "Translation desk"), "translates, corrects and approves"),
)


def create() -> None:
    """Create the sample accounts; one that exists keeps its password."""
    users = get_user_model()
    for account in ACCOUNTS:
        user, created = users.objects.get_or_create(
            username=account.username, defaults={"is_staff": True, "is_superuser": account.superuser}
        )
        if created:
            user.set_password(account.password)
            user.save(update_fields=["password"])
            user.groups.set(Group.objects.filter(name__in=account.groups))


def existing() -> list[Account]:
    """Return the sample accounts that exist and still have their sample password."""
    users = get_user_model().objects.in_bulk([account.username for account in ACCOUNTS], field_name="username")
    return [
        account
        for account in ACCOUNTS
        if account.username in users and users[account.username].check_password(account.password)
    ]
