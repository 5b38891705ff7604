"""The translation pages of the admin: jobs (progress), editor (segments side by side), source and report (findings)."""
