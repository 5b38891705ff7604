"""The newsroom project: languages, settings, URLs, and the private servers of a local run.

Empty on purpose: newsroom.languages is imported by pure modules that must not load Django or Celery.
"""
