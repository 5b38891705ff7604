"""Text around a model that knows plain sentences, and the hygiene of every reply. Pure."""
