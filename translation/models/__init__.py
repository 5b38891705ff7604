"""The models of translation. Actions are in desk (people) and pipeline (workers), not in save().

jobs      requested translations
calls     calls of engines and their cost
segments  one text of one language version: source and target
findings  findings, people's judgements, check settings of editions
words     translation memory, glossary, editions' styles
"""

from translation.models.calls import EngineCall
from translation.models.findings import CheckRun, CheckSetting, FindingJudgement, SegmentFinding
from translation.models.jobs import TranslationJob
from translation.models.segments import Segment
from translation.models.words import EditionStyle, MemoryEntry, Term

__all__ = [
    "CheckRun",
    "CheckSetting",
    "EditionStyle",
    "EngineCall",
    "FindingJudgement",
    "MemoryEntry",
    "Segment",
    "SegmentFinding",
    "Term",
    "TranslationJob",
]
