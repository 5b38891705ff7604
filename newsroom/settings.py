"""Settings, read from the environment; docs/reference/settings.md lists them all. DEBUG is off by default."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import dj_database_url
import django.conf.locale
from kombu import Queue

from newsroom import beat, engine_options, environment, languages, workers

BASE_DIR = Path(__file__).resolve().parent.parent
environment.load(BASE_DIR)
env = environment.Environment()


def _editions(text: str) -> list[str]:
    """Return the codes of the editions that a text names."""
    try:
        codes = [languages.edition(code).code for code in environment.parse_names(text)]
    except languages.UnknownLanguage as error:
        raise environment.Invalid(str(error)) from None
    if twice := [code for code in codes if codes.count(code) > 1]:
        raise environment.Invalid(f"“{twice[0]}” is named twice.")
    return codes


_resolved = environment.resolve(os.environ, BASE_DIR)
_var = environment.var_dir(os.environ, BASE_DIR)

# --- the site -------------------------------------------------------------------------------------------------------
SITE_NAME = env.text("SITE_NAME", "The Marrowby Courier")
SITE_URL = env.text("SITE_URL", "").rstrip("/")
SECRET_KEY = _resolved["SECRET_KEY"]
DEBUG = env.flag("DEBUG")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

INSTALLED_APPS = [
    "newsroom",
    "modeltranslation",  # before admin: it patches the admin's form fields
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "axes",
    "articles",
    "translation",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "newsroom.security.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.middleware.EditionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "newsroom.middleware.NothingStoredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",  # last: it replaces the login page
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- data -----------------------------------------------------------------------------------------------------------
DATABASES = {"default": dj_database_url.parse(_resolved["DATABASE_URL"], conn_max_age=60, conn_health_checks=True)}
# A database host that does not answer must not hang the pages that would report it.
DATABASES["default"]["OPTIONS"] = {
    "connect_timeout": 5,
    # Nor a worker, if a connection is cut silently: it is closed after about 25 seconds (TCP only).
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
    **DATABASES["default"].get("OPTIONS", {}),
}
REDIS_URL = _resolved["REDIS_URL"]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": env.text("CACHE_PREFIX", "newsroom"),
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
    }
}
MEDIA_ROOT = env.folder("MEDIA_ROOT", _var / "media")
MEDIA_URL = "/media/"
STATIC_ROOT = env.folder("STATIC_ROOT", _var / "static")
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
_static_storage = "django.contrib.staticfiles.storage.StaticFilesStorage"
if not DEBUG and not env.flag("PLAIN_STATIC"):
    _static_storage = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _static_storage},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- languages ------------------------------------------------------------------------------------------------------
# The editions that this newsroom publishes, in their order. All built-in languages have columns in any case.
_chosen = env.parsed("EDITIONS", [], _editions)
EDITIONS = _chosen or [edition.code for edition in languages.BUILT_IN if edition.default]
# Where `/` leads readers without an edition in one of their languages: the first one of EDITIONS, else English.
DEFAULT_EDITION = _chosen[0] if _chosen else "en"
LANGUAGE_CODE = "en"
LANGUAGES = list(languages.CHOICES)
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["newsroom.formats"]
TIME_ZONE = env.text("TIME_ZONE", "UTC")
USE_TZ = True
# Django has neither Sanskrit nor Latin: without these entries the admin raises KeyError and /sa/ is a 404.
for _edition in languages.BUILT_IN:
    django.conf.locale.LANG_INFO.setdefault(
        _edition.code,
        {
            "bidi": _edition.direction == "rtl",
            "code": _edition.code,
            "name": _edition.english_name,
            "name_local": _edition.endonym,
        },
    )
MODELTRANSLATION_LANGUAGES = languages.CODES
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
# No silent fallback: a text that is missing in a language is missing, and the page shows that.
MODELTRANSLATION_ENABLE_FALLBACKS = False

# --- people ---------------------------------------------------------------------------------------------------------
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = env.number("LOGIN_FAILURES", 10)
AXES_COOLOFF_TIME = datetime.timedelta(minutes=env.number("LOGIN_LOCKOUT_MINUTES", 15))
# Otherwise a continuing attack locks the account's owner out for ever.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Otherwise an attacker could reset the count with a login to their own account.
AXES_RESET_ON_SUCCESS = False
AXES_LOCKOUT_PARAMETERS = "newsroom.login_lockout.lockout_parameters"
AXES_USERNAME_CALLABLE = "newsroom.login_lockout.account"
AXES_CLIENT_IP_CALLABLE = "newsroom.login_lockout.client_address"
AXES_CLIENT_STR_CALLABLE = "newsroom.login_lockout.describe_client"
AXES_LOCKOUT_CALLABLE = "newsroom.login_lockout.locked_out"
AXES_DISABLE_ACCESS_LOG = True  # a row for every login, kept for ever
AXES_ENABLE_ADMIN = False  # its pages have few of our languages; manage.py axes_reset… unlocks

# --- publishing -----------------------------------------------------------------------------------------------------
# Each is called with a LanguageVersion and returns the reasons (sentences) against publishing it.
PUBLISH_GATES = [
    "articles.publishing.text_reasons",
    "translation.qa.publish_gates.draft_reasons",
    "translation.qa.publish_gates.pseudo_reasons",
    "translation.qa.publish_gates.finding_reasons",
]
# Then each of these updates a language version's columns from its working text, and returns the reasons against it.
RELEASE_STEPS = ["translation.segments.assembly.release"]

# --- translation ----------------------------------------------------------------------------------------------------
# newsroom/engine_options.py reads the options of each engine: addresses, keys, folders.
ENGINES = engine_options.ENGINES
TRANSLATION_ENGINES = env.names("TRANSLATION_ENGINES", "firefox,libretranslate")
ENGINE_OPTIONS = engine_options.options(os.environ, models=_var / "models")
ENGINE_PRICES = engine_options.prices(os.environ)
ENGINE_CURRENCY = engine_options.currency(os.environ)
ENGINE_BUDGETS = engine_options.budgets(os.environ)
ENGINE_RATES = engine_options.rates(os.environ)
ENGINE_AT_ONCE = engine_options.at_once(os.environ)
TRANSLATION_ROUTES = engine_options.routes(os.environ)
TRANSLATION_JOB_SECONDS = env.number("TRANSLATION_JOB_SECONDS", 1800)
TRANSLATION_JOB_ATTEMPTS = env.number("TRANSLATION_JOB_ATTEMPTS", 5)
TRANSLATION_LEASE_SECONDS = env.number("TRANSLATION_LEASE_SECONDS", 20)

# --- Celery ---------------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# No result backend: with one, delay() to a hung Redis blocks for more than 45 s; without, the socket timeouts hold.
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "visibility_timeout": 3600,
    # Without these two a killed worker's tasks come back after 100 s, not 10.
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "global_keyprefix": env.text("CACHE_PREFIX", "newsroom") + ":celery:",
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Running tasks continue without the broker: the job's row has the lease.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_CONSUMER = "newsroom.broker:Consumer"
# A worker waits for its broker without limit; by default it ends after 100 attempts.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY = False
# A task that hangs in a library is killed a little after its job's own deadline has passed.
CELERY_TASK_TIME_LIMIT = TRANSLATION_JOB_SECONDS + 60
CELERY_TASK_DEFAULT_QUEUE = workers.DEFAULT_QUEUE
# By default a worker serves all of them.
CELERY_TASK_QUEUES = [Queue(name) for name in workers.queues()]
# Each worker has a queue of its own as well: for jobs that only it can do, because it has the model.
CELERY_WORKER_DIRECT = True
CELERY_BEAT_SCHEDULE = {
    # No expiry: it would use the clock of beat's machine, and a worker whose clock is ahead would drop every task.
    "requeue-due-jobs": {
        "task": "translation.requeue_due",
        "schedule": beat.every(5.0),
        "options": {"queue": workers.SWEEP_QUEUE},
    },
}
# In memory: a file would keep times of another run's monotonic clock.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"

# --- security -------------------------------------------------------------------------------------------------------
# HTTPS=1 when a proxy in front uses https (compose.yaml sets it); a local run uses plain http on localhost.
HTTPS = env.flag("HTTPS")
# How many proxies in front append to X-Forwarded-For; entries that they did not append are not trusted.
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 1 if HTTPS else 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING").upper()},
    "loggers": {
        **{name: {"level": "INFO"} for name in ("newsroom", "translation", "articles")},
        # At DEBUG these log texts and headers that they send and receive; a server may repeat a key in either.
        **{name: {"level": "INFO"} for name in ("httpcore", "httpx", "google")},
    },
}
