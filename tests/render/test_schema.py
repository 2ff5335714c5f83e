"""The JSON Schema in the package describes what the JSON report really holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dedup import api
from dedup.plugs import load
from dedup.types import Result

SCHEMA: dict[str, Any] = json.loads(files("dedup.render").joinpath("result.schema.json").read_text("utf-8"))


def closed(schema: Any) -> Any:
    """The schema as a strict reader has it: a field that it does not describe is an error."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: closed(value) for key, value in schema.items()}
    return {"additionalProperties": False, **found} if "properties" in schema else found


def tree(result: Result) -> Any:
    return json.loads(load("render.formats", "json").render(result, "zh"))


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema["properties"]
        for value in schema.values():
            yield from objects(value)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_field_is_described() -> None:
    fields = [item for properties in objects(SCHEMA) for item in properties.items()]
    assert len(fields) > 50
    assert [name for name, field in fields if not field.get("description", "").endswith(".")] == []


def test_a_real_result_keeps_to_the_schema(seeds: Result) -> None:
    Draft202012Validator(closed(SCHEMA)).validate(tree(seeds))


def test_a_result_of_diff_keeps_to_the_schema(versions: tuple[str, str]) -> None:
    Draft202012Validator(closed(SCHEMA)).validate(tree(api.diff(*versions, lang="en").result))


@pytest.mark.parametrize(
    ("field", "value"), [("jaccard", 1.5), ("relation", "similar"), ("map", [[0, 0]]), ("links", [{}])]
)
def test_a_wrong_value_does_not_pass(seeds: Result, field: str, value: object) -> None:
    broken = tree(seeds)
    broken["pairs"][0][field] = value
    assert not Draft202012Validator(SCHEMA).is_valid(broken)


def test_an_undescribed_field_does_not_pass_a_strict_reader(seeds: Result) -> None:
    broken = tree(seeds)
    broken["pairs"][0]["changes"][0]["extra"] = 1
    assert not Draft202012Validator(closed(SCHEMA)).is_valid(broken)
