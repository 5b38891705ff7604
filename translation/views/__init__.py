"""The desk's own pages: jobs (progress) and editor (segments side by side)."""
