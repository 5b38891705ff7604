"""Whether the newsroom is alive and ready: /healthz and /readyz."""
