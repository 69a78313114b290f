"""The model of a rule file in, its JSON Schema out, so that an editor completes and checks a rule as it is written."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from careword.rule import Rule

FILE = "rule.schema.json"


class _Schema(GenerateJsonSchema):
    """Says what pydantic cannot see: where one word may stand for a list of one, and that a sentence has a mark."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        inner = super().function_before_schema(schema)
        if _name(schema) == "_listed" and "items" in inner:
            return {"anyOf": [inner["items"], inner]}
        if "off" in inner.get("enum", []):
            return {"enum": [*inner["enum"], False]}  # a bare off is false to YAML
        return inner

    def function_after_schema(self, schema: core_schema.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        inner = super().function_after_schema(schema)
        return {**inner, "pattern": "<[^<>]+>"} if _name(schema) == "_marked" else inner


def _name(schema: core_schema.BeforeValidatorFunctionSchema | core_schema.AfterValidatorFunctionSchema) -> str:
    return getattr(schema["function"]["function"], "__name__", "")


def schema() -> dict[str, Any]:
    """Give the JSON Schema of a rule file."""
    made = Rule.model_json_schema(schema_generator=_Schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "A careword rule"}


def written() -> str:
    """Give the schema as it stands in the rulebook's folder."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
