"""Conversations of preference files, read without Laurel, and the ids a model reads by OpenRLHF's rule."""

import gzip
import itertools
import json
import re

TURN = re.compile(r"(?:\A\s*|\n\n)(Human|Assistant):")
HH_ROLES = {"Human": "user", "Assistant": "assistant"}
SHAREGPT_ROLES = {"system": "system", "human": "user", "gpt": "assistant"}


def rows(path):
    """Line numbers, from 1, and rows of a JSON Lines file, plain or gzipped."""
    opened = gzip.open if str(path).endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield number, json.loads(line)


def holds_pairs(path):
    return "chosen" in next(rows(path))[1]


def conversations(row):
    """The conversations of a row: one for an answer, chosen and rejected for a pair."""
    if "chosen" not in row:
        return [row["messages"] + [{"role": "assistant", "content": row["response"]}]]
    return [conversation(row, side) for side in ("chosen", "rejected")]


def conversation(row, side):
    if "conversations" in row:
        return [sharegpt(turn) for turn in row["conversations"] + [row[side]]]
    return hh(row[side]) if isinstance(row[side], str) else row[side]


def sharegpt(turn):
    return {"role": SHAREGPT_ROLES[turn["from"]], "content": turn["value"]}


def hh(transcript):
    speakers, ends = TURN.split(transcript)[1::2], TURN.split(transcript)[2::2]
    return [{"role": HH_ROLES[speaker], "content": text.strip()} for speaker, text in zip(speakers, ends)]


def first(path, count):
    """The first rows that hold at least so many conversations."""
    taken = []
    for number, row in rows(path):
        taken.append((number, conversations(row)))
        if sum(len(each) for _, each in taken) >= count:
            return taken
    return taken


def of_different_prompts(path, count):
    """Rows of a file of pairs as they are, one for each of its first prompts."""
    seen = {}
    for _, row in rows(path):
        seen.setdefault(json.dumps(conversations(row)[0][:-1]), row)
    return list(itertools.islice(seen.values(), count))


class Formatting:
    """OpenRLHF's RewardDataset: newlines stripped, a space and EOS, cut on the right, the last id overwritten by EOS."""

    def __init__(self, tokenizer, max_tokens):
        self.tokenizer = tokenizer
        self.max_tokens = max_tokens

    def ids(self, messages):
        eos = self.tokenizer.eos_token
        text = self.tokenizer.apply_chat_template(messages, tokenize=False).rstrip("\n")
        if not text.endswith(eos):
            text += " " + eos
        ids = self.tokenizer(text, add_special_tokens=False, truncation=True, max_length=self.max_tokens)["input_ids"]
        ids[-1] = self.tokenizer.eos_token_id
        return ids
