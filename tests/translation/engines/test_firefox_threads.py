"""Firefox models and threads: a model is used and freed by the thread that made it, and by no other."""

import sys
from concurrent.futures import ThreadPoolExecutor

from translation.engines.firefox.engine import FirefoxEngine


def test_closing_in_one_thread_leaves_the_models_of_another_alone(monkeypatch):
    troubles = []
    monkeypatch.setattr(sys, "unraisablehook", lambda trouble: troubles.append(str(trouble.exc_value)))
    engine = FirefoxEngine()

    def translate():
        return engine.translate(["Hello, world"], "en", "pt")

    with ThreadPoolExecutor(1) as other:
        assert other.submit(translate).result() == translate()
        engine.close()
        other.submit(translate).result()
        other.submit(engine.close).result()
    engine.close()
    assert troubles == []
