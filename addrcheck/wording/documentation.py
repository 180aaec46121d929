"""Writes ``docs/issues.md`` from the table of issues, so that the page cannot lag behind the code."""

from __future__ import annotations

from addrcheck.wording.issues import SENTENCES
from addrcheck.wording.sentences import Sentence

_HEAD = """# Issues

What a report can point out. The table is made from `addrcheck/wording/sentences.py` by
`python -m addrcheck.wording > docs/issues.md`; edit it there.

`severity`: **info** tells, **warning** asks, **error** means that a courier cannot deliver as it stands.
Names in braces are filled in: `given` and `former` as typed, `value` as the dictionary has it, `name` what was
looked for, `choices` the places or words to choose from. New codes may be added in any release.
"""


def document() -> str:
    """Return the whole page, ending in a newline."""
    return "\n".join([_HEAD, *(_section(sentence) for sentence in SENTENCES.values())])


def _section(sentence: Sentence) -> str:
    return (
        f"## {sentence.code}\n\n"
        f"{sentence.severity} · {sentence.when}\n\n"
        f"- zh: {sentence.zh}\n- ru: {sentence.ru}\n- en: {sentence.en}\n"
    )
