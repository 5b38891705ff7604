"""How translations come to be. Domain steps live in desk (people) and pipeline (workers), not in save().

jobs      what was asked for, and what engines were asked
segments  one text of one language version: source and target
findings  what checks found, how people judged it, which checks an edition wants
words     translation memory and glossary
"""

from translation.models.findings import CheckRun, CheckSetting, FindingJudgement, SegmentFinding
from translation.models.jobs import EngineCall, TranslationJob
from translation.models.segments import Segment
from translation.models.words import MemoryEntry, Term

__all__ = [
    "CheckRun",
    "CheckSetting",
    "EngineCall",
    "FindingJudgement",
    "MemoryEntry",
    "Segment",
    "SegmentFinding",
    "Term",
    "TranslationJob",
]
