"""Records what transformers makes of conversations with tools: the expectations of ToolTemplatesTest.

    pip install transformers jinja2
    python record_tools.py ../resources/dev/laurel/reward/text/tools

Reads `*.jinja` and `conversations.json`; writes `expected`, or `error` where Python raises, into `expected.json`. Today is always the same day.
"""

import datetime
import json
import sys
from pathlib import Path

import jinja2
import transformers
from transformers.utils import chat_template_utils


class FixedDay(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2026, 11, 28, 12, 0, 0, tzinfo=tz)


def outcome(template, tokens, conversation):
    try:
        rendered, _ = chat_template_utils.render_jinja_template(
            [conversation["messages"]], tools=conversation.get("tools"), chat_template=template, **tokens
        )
        return {"expected": rendered[0]}
    except (jinja2.exceptions.TemplateError, TypeError, ValueError) as error:
        return {"error": str(error)}


def main(folder):
    chat_template_utils.datetime = FixedDay
    given = json.loads((folder / "conversations.json").read_text(encoding="utf-8"))
    cases = [
        {"template": path.name, "conversation": name, **outcome(path.read_text(encoding="utf-8"), given["tokens"], conversation)}
        for path in sorted(folder.glob("*.jinja"))
        for name, conversation in given["conversations"].items()
    ]
    recorded = {"recorded_with": f"transformers {transformers.__version__}, jinja2 {jinja2.__version__}", "cases": cases}
    (folder / "expected.json").write_text(json.dumps(recorded, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
