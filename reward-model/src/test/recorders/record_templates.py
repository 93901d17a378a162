"""Records what transformers renders for the templates under test: the expectations of RecordedTemplatesTest and ChatTemplateTest.

    pip install transformers jinja2
    python record_templates.py ../resources/dev/laurel/reward/text

Reads `jinja/cases.json` (template, the file's common variables) and `templates/*.jinja` with `templates/conversations.json`;
writes `expected`, or `error` where Python raises, into `jinja/cases.json` and `templates/expected.json`.
"""

import json
import sys
from pathlib import Path

import jinja2
import transformers
from transformers.utils.chat_template_utils import _compile_jinja_template

RECORDED_WITH = f"transformers {transformers.__version__}, jinja2 {jinja2.__version__}"


def outcome(template, variables):
    try:
        return {"expected": _compile_jinja_template(template).render(**variables)}
    except (jinja2.exceptions.TemplateError, SyntaxError, TypeError, ValueError, ZeroDivisionError, OverflowError) as error:
        return {"error": str(error)}


def write(path, content):
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(resources):
    path = resources / "jinja" / "cases.json"
    cases = json.loads(path.read_text(encoding="utf-8"))
    cases["recorded_with"] = RECORDED_WITH
    cases["cases"] = [
        {"template": case["template"], **outcome(case["template"], cases["variables"])} for case in cases["cases"]
    ]
    write(path, cases)

    conversations = json.loads((resources / "templates" / "conversations.json").read_text(encoding="utf-8"))
    recorded = []
    for template in sorted((resources / "templates").glob("*.jinja")):
        for name, messages in conversations["conversations"].items():
            for tools in (None, conversations["tools"]):
                for prompt in (False, True):
                    variables = {**conversations["variables"], "messages": messages, "tools": tools, "add_generation_prompt": prompt}
                    recorded.append({
                        "template": template.name, "conversation": name, "tools": tools is not None,
                        "add_generation_prompt": prompt, **outcome(template.read_text(encoding="utf-8"), variables),
                    })
    write(resources / "templates" / "expected.json", {"recorded_with": RECORDED_WITH, "cases": recorded})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
