"""Rewards and token ids of checkpoints and adapters that Laurel and PEFT have written: Laurel's against transformers' and PEFT's.

    parity.py FILE... [--texts 200]

Trains the starter on the first file with pairs, whole and then as an adapter, and scores the first texts of every file.
"""

import argparse
import pathlib
import sys
import tempfile

import torch
from peft import LoraConfig, get_peft_model
from transformers import AutoTokenizer

import hugging_face
import laurel
import texts

TOLERANCE = 2e-5
MAX_TOKENS = 1024
ROWS = 200
MARGIN = 20  # texts more than asked for, since some may be refused


MODELS = {
    "plain": "plain, transformers",
    "merged": "LoRA merged, transformers",
    "adapter": "LoRA adapter, PEFT",
    "peft": "LoRA adapter made by PEFT",
}


class Sample:
    """The first texts of a file that Laurel does not refuse, with the ids that transformers' tokenizer makes of them."""

    def __init__(self, file, count, model):
        self.file = file
        self.options = ["--pairs"] if texts.holds_pairs(file) else []
        rows = texts.first(file, count + MARGIN)
        self.options += ["--limit", rows[-1][0]]
        scored = laurel.score(file, model, *self.options)[1]
        self.refused = [line for line, _ in rows if line not in scored]
        self.rows = [row for row in rows if row[0] in scored]
        self.conversations = [each for _, row in self.rows for each in row]
        if len(self.conversations) < count:
            raise SystemExit(f"{file}: Laurel refuses the lines {self.refused}")
        formatting = hugging_face.formatting(model, MAX_TOKENS)
        self.ids = [formatting.ids(conversation) for conversation in self.conversations]

    def laurel(self, model):
        """Laurel's rewards in the order of the texts."""
        by_line = laurel.score(self.file, model, *self.options)[1]
        return [reward for line, _ in self.rows for reward in by_line[line]]

    def __str__(self):
        lengths = [len(ids) for ids in self.ids]
        refused = f"; lines {self.refused} refused" if self.refused else ""
        return f"{self.file.name}: {len(lengths)} texts, {sum(lengths) / len(lengths):.0f} tokens on average, {max(lengths)} at most{refused}"


def train(files, work):
    """Models written by Laurel: plain, and an adapter of it, merged and by itself."""
    file = next(file for file in files if texts.holds_pairs(file))
    common = ["--limit", ROWS, "--learning-rate", "1e-3", "--max-tokens", MAX_TOKENS]
    laurel.train(file, work / "plain", *common)
    lora = ["--lora-rank", 8, "--lora-alpha", 16, "--lora-targets", "q_proj,v_proj,down_proj"]
    laurel.train(file, work / "merged", *common, *lora, "--adapter-out", work / "adapter", model=work / "plain")


def save_with_transformers(work):
    """The plain model, opened and saved by transformers, in shards."""
    hugging_face.model(work / "plain").save_pretrained(work / "resaved", max_shard_size="5MB")
    AutoTokenizer.from_pretrained(work / "plain").save_pretrained(work / "resaved")
    (work / "resaved" / "laurel.json").write_text((work / "plain" / "laurel.json").read_text())


def save_with_peft(work):
    """An adapter of the plain model made and saved by PEFT, its factors and its reward head random."""
    config = LoraConfig(r=4, lora_alpha=8, target_modules=["k_proj", "o_proj", "up_proj"], task_type="SEQ_CLS")
    adapted = get_peft_model(hugging_face.model(work / "plain"), config)
    random = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for name, weight in adapted.named_parameters():
            if "lora_B" in name or "modules_to_save" in name:
                weight.normal_(0, 0.05, generator=random)
    adapted.save_pretrained(work / "peft")


def check(what, value, holds):
    print(f"  {what:40} {value}{'' if holds else '   WRONG'}", flush=True)
    return holds


def check_sample(sample, work, models):
    """Everything about one file; whether all of it holds."""
    print(sample)
    holds = check("token ids", "equal", laurel.ids(sample.conversations, work / "plain") == sample.ids)
    ours = {name: sample.laurel(work / name) for name in [*models, "resaved"]}
    for name, loaded in models.items():
        theirs = hugging_face.rewards(loaded, sample.ids)
        apart = max(abs(a - b) for a, b in zip(ours[name], theirs, strict=True))
        value = f"{apart:.1e} between rewards of {min(theirs):.2f}..{max(theirs):.2f}"
        holds &= check(MODELS[name], value, apart <= TOLERANCE)
    holds &= check("plain, loaded again by Laurel", "bits equal", sample.laurel(work / "plain") == ours["plain"])
    return check("plain, saved again by transformers", "bits equal", ours["resaved"] == ours["plain"]) and holds


def main(files, count):
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(temporary)
        train(files, work)
        save_with_transformers(work)
        save_with_peft(work)
        models = {
            "plain": hugging_face.model(work / "plain"),
            "merged": hugging_face.model(work / "merged"),
            "adapter": hugging_face.adapted(work / "plain", work / "adapter"),
            "peft": hugging_face.adapted(work / "plain", work / "peft"),
        }
        held = [check_sample(Sample(file, count, work / "plain"), work, models) for file in files]
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=pathlib.Path, metavar="FILE")
    parser.add_argument("--texts", type=int, default=200)
    given = parser.parse_args()
    main(given.files, given.texts)
