"""Every sentence and word that a person reads, in 中文, русский and English."""

from addrcheck.wording.issues import CODES, SENTENCES, choices, country_language, issue, sentence_language
from addrcheck.wording.sentences import Sentence
from addrcheck.wording.words import (
    action_line,
    component_name,
    heading,
    level_name,
    next_step,
    severity_name,
    status_name,
)

__all__ = [
    "CODES",
    "SENTENCES",
    "Sentence",
    "action_line",
    "choices",
    "component_name",
    "country_language",
    "heading",
    "issue",
    "level_name",
    "next_step",
    "sentence_language",
    "severity_name",
    "status_name",
]
