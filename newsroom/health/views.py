"""/healthz: this process responds. /readyz: so does everything that the newsroom needs."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsroom.health.checks import OK, everything


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Return 200 without any check."""
    return JsonResponse({"alive": True})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Return 200 if all checks of health.checks pass, else 503 with the failing ones in `missing`."""
    found = everything()
    missing = [name for name, state in found.items() if state != OK]
    return JsonResponse({"ready": not missing, "missing": missing, **found}, status=503 if missing else 200)
