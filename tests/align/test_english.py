"""Text with blanks between words: aligned word by word, one paragraph however its lines are wrapped."""

import pytest

import dedup

BAY = (
    "The city council approved the new harbour bridge after a debate of six hours. The bridge will cost 340 "
    "million dollars and will carry 25,000 vehicles a day. Work is expected to start in June, said Margaret "
    "Holloway, who chairs the transport committee."
)


def wrapped(text: str, width: int) -> str:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + 1 + len(word) > width and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines) + "\n"


def codes(a: str, b: str) -> list[tuple[str, str, str]]:
    pair = dedup.diff(dedup.document(a, "a"), dedup.document(b, "b")).pairs[0]
    return [
        (change.code, *(side[0].text if side else "" for side in (change.a, change.b)))
        for change in pair.changes
        if change.severity != "note"
    ]


@pytest.mark.parametrize("width", [50, 72, 100])
def test_lines_wrapped_anew_are_no_difference(width: int) -> None:
    assert codes(wrapped(BAY, 80), wrapped(BAY, width)) == []
    articles = dedup.segment(dedup.document(wrapped(BAY, width), "a")).articles
    assert [len(article.paragraphs) for article in articles] == [1]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("340 million", "430 million", "FCT303"),
        ("June", "July", "FCT301"),
        ("will carry", "may carry", "FCT310"),
        ("Margaret Holloway", "Margaret Galloway", "FCT305"),
        ("six hours", "seven hours", "FCT302"),
        ("will carry", "will not carry", "FCT311"),
    ],
)
def test_one_changed_word_is_one_change(old: str, new: str, code: str) -> None:
    found = codes(BAY, wrapped(BAY.replace(old, new), 60))
    assert [entry[0] for entry in found] == [code]
    changed = set(old.split()) ^ set(new.split())
    assert changed & set(" ".join(found[0][1:]).split())
