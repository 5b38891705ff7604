"""How translations come to be. Domain steps live in desk (people) and pipeline (workers), not in save().

jobs      what was asked for
calls     what engines were asked, and what it cost
segments  one text of one language version: source and target
findings  what checks found, how people judged it, which checks an edition wants
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
