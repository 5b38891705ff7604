"""The desk's own pages: jobs (progress), editor (segments side by side), source and report (findings)."""
