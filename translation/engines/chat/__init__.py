"""A language model behind an OpenAI-compatible chat endpoint."""
