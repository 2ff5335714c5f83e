"""For each reader, one small real file of its format that holds ``LINES``; named ``make_READER``."""

import json

LINES = (
    "市图书馆新馆昨日开馆，首日接待读者二千三百人。",
    "馆长说，周末开放时间延长到晚上九点。",
    "新馆有座位一千二百个，藏书八十万册。",
)


def make_text() -> bytes:
    return "\n\n".join(LINES).encode()


def make_jsonl() -> bytes:
    return json.dumps({"id": "a", "title": "新馆开馆", "text": "\n".join(LINES)}).encode()
