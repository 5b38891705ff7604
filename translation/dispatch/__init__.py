"""Everything around one engine call: which engine, when, at what price, and what becomes of the answer.

call             one call: rights, slot, rate limit, budget, ledger, deadline, circuit breaker, cleaning of the reply
fallback         batches, halves and the next engine until each segment is stored or reported
second_opinion   what has a critical finding goes to the next engines
results          check and store what came
context          what an engine gets beside the texts
rate_limits      token bucket, pause after Retry-After and circuit breaker in Redis, shared by all workers
concurrency      slots: how many jobs and calls of one engine a process runs at once
ledger, pricing  a call is recorded before it is made, and settled after it
probe            try an engine by hand
"""
