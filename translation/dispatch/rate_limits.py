"""How much each engine may be asked, over all workers: a shared token bucket, a rest after Retry-After, a breaker.

All of it is in Redis, in one round trip each, by Redis's own clock. Without Redis nobody knows what the others ask:
engines that cost money are then not asked at all (Away), the others are asked as before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from newsroom.engine_options import Rate
from newsroom.redis_server import Away as Away  # what a caller of this module catches
from newsroom.redis_server import asking

OPENS_AFTER = 5  # failures in a row
FIRST_REST = 30  # seconds that a breaker stays open; twice as long each time the probe fails
LONGEST_REST = 600
FIRST_PATIENCE = 2  # seconds until an engine is asked again that was asked too often, the first time in a row
PROBE_SECONDS = 180  # a probe that never reports is forgotten after this

# KEYS: bucket of requests, bucket of characters, breaker, rest. ARGV: requests a minute (0: any), characters a minute,
# characters wanted, most seconds a probe may take, 1 for a further request of a call that the breaker has let through.
# Answers the milliseconds to wait, 0 if it may ask now; and why.
_ADMIT = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local rest = redis.call('PTTL', KEYS[4])
if rest > 0 then return {rest, redis.call("GET", KEYS[4])} end
local open_until = ARGV[5] == '1' and 0 or tonumber(redis.call('HGET', KEYS[3], 'open_until') or '0')
if open_until > now then return {open_until - now, 'open'} end
if open_until > 0 and redis.call('EXISTS', KEYS[3] .. ':probe') == 1 then return {5000, 'open'} end
local wait, levels = 0, {}
for index = 1, 2 do
  local each, wanted = tonumber(ARGV[index]), index == 1 and 1 or tonumber(ARGV[3])
  if each > 0 and wanted > 0 then
    -- A text longer than the whole bucket may go when the bucket is full: it then stands in debt.
    local need = math.min(wanted, each)
    local row = redis.call('HMGET', KEYS[index], 'level', 'at')
    local level, at = tonumber(row[1] or each), tonumber(row[2] or now)
    level = math.min(each, level + (now - at) * each / 60000)
    if level < need then wait = math.max(wait, math.ceil((need - level) * 60000 / each)) end
    levels[index] = level - wanted
  end
end
if wait > 0 then return {wait, 'bucket'} end
for index = 1, 2 do
  if levels[index] then
    redis.call('HSET', KEYS[index], 'level', tostring(levels[index]), 'at', now)
    redis.call('PEXPIRE', KEYS[index], 3600000)
  end
end
if open_until > 0 then redis.call('SET', KEYS[3] .. ':probe', 1, 'EX', ARGV[4]) end
return {0, ''}
"""
# KEYS: breaker. ARGV: 1 if the call worked, failures until it opens, first rest, longest rest (seconds).
_REPORT = """
if ARGV[1] == '1' then redis.call('DEL', KEYS[1], KEYS[1] .. ':probe', KEYS[1] .. ':limited') return 0 end
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local failures = redis.call('HINCRBY', KEYS[1], 'failures', 1)
local open_until = tonumber(redis.call('HGET', KEYS[1], 'open_until') or '0')
redis.call('PEXPIRE', KEYS[1], 86400000)
-- What was under way when it opened says nothing new.
if open_until > now then return 0 end
if open_until > 0 or failures >= tonumber(ARGV[2]) then
  local trips = redis.call('HINCRBY', KEYS[1], 'trips', 1)
  local rest = math.min(tonumber(ARGV[4]), tonumber(ARGV[3]) * 2 ^ (trips - 1))
  redis.call('HSET', KEYS[1], 'open_until', now + rest * 1000)
  redis.call('DEL', KEYS[1] .. ':probe')
  return rest
end
return 0
"""


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether an engine may be asked now. wait: seconds until it may; why: rest, quota, open, bucket or ""."""

    wait: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """What is known of an engine. state: closed (all is well), open (not asked), half-open (one call tries it)."""

    state: str
    failures: int
    rest: float  # seconds until it is asked again


def admit(engine: str, characters: int, *, further: bool = False) -> Admission:
    """Take one request of so many characters out of an engine's buckets, if it may be asked. Raises Away.

    further: it is not the first request of its call.
    """
    rate = settings.ENGINE_RATES.get(engine, Rate())
    keys = [_key(engine, "requests"), _key(engine, "characters"), _key(engine, "breaker"), _key(engine, "rest")]
    arguments = [rate.requests or 0, rate.characters or 0, characters, PROBE_SECONDS, int(further)]
    wait, why = _run(_ADMIT, keys, arguments)
    return Admission(int(wait) / 1000, why.decode())


def succeeded(engine: str) -> None:
    """Close the breaker: the engine answered, and asks for no patience any more. Raises Away."""
    _run(_REPORT, [_key(engine, "breaker")], [1, OPENS_AFTER, FIRST_REST, LONGEST_REST])


def failed(engine: str) -> None:
    """Count a call that the engine did not answer well; it opens the breaker after OPENS_AFTER. Raises Away."""
    _run(_REPORT, [_key(engine, "breaker")], [0, OPENS_AFTER, FIRST_REST, LONGEST_REST])


def trip(engine: str) -> None:
    """Open the breaker at once. Raises Away."""
    _run(_REPORT, [_key(engine, "breaker")], [0, 1, FIRST_REST, LONGEST_REST])


def heard(engine: str) -> None:
    """Let another call try an engine that was left alone: it spoke, though not as the probe had hoped. Raises Away."""
    with asking() as redis:
        redis.delete(f"{_key(engine, 'breaker')}:probe")


def back_off(engine: str) -> float:
    """Return after how many seconds to ask an engine that asks for patience without saying how much. Raises Away.

    Twice as long each time in a row, for all workers together; who was refused beside another waits with it.
    """
    with asking() as redis:
        if (left := redis.pttl(_key(engine, "rest"))) > 0:
            return left / 1000
        key = f"{_key(engine, 'breaker')}:limited"
        pipe = redis.pipeline()
        pipe.incr(key)
        pipe.expire(key, 3600)
        times = pipe.execute()[0]
    return float(min(LONGEST_REST, FIRST_PATIENCE * 2 ** min(times - 1, 10)))


def rest(engine: str, seconds: float, why: str = "rest") -> None:
    """Leave an engine alone for so long, in every worker: it asked for it, or `why` is "quota". Raises Away."""
    with asking() as redis:
        redis.set(_key(engine, "rest"), why, px=max(1, round(seconds * 1000)))


def health(engine: str) -> Health:
    """Return what is known of an engine's breaker. Raises Away."""
    with asking() as redis:
        pipe = redis.pipeline(transaction=False)
        pipe.hmget(_key(engine, "breaker"), "failures", "open_until")
        pipe.pttl(_key(engine, "rest"))
        pipe.time()
        (failures, open_until), resting, (seconds, micros) = pipe.execute()
    now = seconds + micros / 1_000_000
    left = max(0.0, float(open_until or 0) / 1000 - now)
    state = "closed" if not open_until else ("open" if left else "half-open")
    return Health(state, int(failures or 0), max(left, max(resting, 0) / 1000))


def reset(engine: str) -> None:
    """Forget what is known of an engine: a person has mended it. Raises Away."""
    with asking() as redis:
        breaker = _key(engine, "breaker")
        redis.delete(breaker, f"{breaker}:probe", f"{breaker}:limited", _key(engine, "rest"))


def _key(engine: str, what: str) -> str:
    # The braces keep an engine's keys together on a cluster.
    return f"{settings.CACHES['default']['KEY_PREFIX']}:{{engine:{engine}}}:{what}"


def _run(script: str, keys: list[str], arguments: list[Any]) -> Any:
    with asking() as redis:
        return redis.eval(script, len(keys), *keys, *arguments)
