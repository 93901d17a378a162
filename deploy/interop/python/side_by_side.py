"""Laurel beside TRL's RewardTrainer and transformers on this machine: the same pairs, the same network, the same threads, one run.

    side_by_side.py FILE TOKENIZER    (preference pairs; a model directory with tokenizer.json and a chat template)

Every side is a process of its own that works only when it is its turn. Rates are of real tokens: padding is work, not a token.
"""

import argparse
import dataclasses
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile

import torch
import transformers
import trl
from transformers import AutoTokenizer, Qwen2Config, Qwen2ForSequenceClassification

import laurel
import texts

CUT = 512
BATCH = 8  # pairs of a training step; half as many as texts of a padded batch in scoring
MEMORY = 10e9
SHAPE = dict(
    vocab_size=8192, hidden_size=512, num_hidden_layers=8, num_attention_heads=8, num_key_value_heads=4,
    intermediate_size=1376, max_position_embeddings=2048, tie_word_embeddings=True,
)


@dataclasses.dataclass
class Side:
    """Somebody's way to do the work."""

    name: str
    program: str
    options: tuple = ()
    rates: list = dataclasses.field(default_factory=list)

    def start(self, work, model, sequences, dtype, threads):
        """Starts its process, which is ready when this returns."""
        arguments = [work, model, sequences, dtype, threads, *self.options]
        runtime = [sys.executable] if self.program.endswith(".py") else ["java", "-Xmx3g", "-cp", laurel.CLASS_PATH]
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [str(part) for part in [*runtime, laurel.HERE / self.program, *arguments]],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True,
            env={**os.environ, "OMP_NUM_THREADS": str(threads)},
        )
        self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            self.log.seek(0)
            raise SystemExit(f"{self.name} ended:\n{self.log.read()[-2000:]}")
        return json.loads(line)

    def seconds(self, batch):
        self.process.stdin.write(f"{batch}\n")
        self.process.stdin.flush()
        return self.answer()["seconds"]

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def contests():
    """What is compared: the work, the format it is computed in, and the sides, of which Laurel is the first."""
    laurels = lambda: Side("Laurel, packed", "Speed.java")
    trainer = lambda: [
        Side("TRL, gradient checkpointing (its default)", "peers.py", ("--checkpointing",)),
        Side("TRL, without", "peers.py"),
    ]
    came, ordered = Side("transformers, as they came", "peers.py"), ("--sorted",)
    return [
        ("train", "float32", [laurels(), *trainer()]),
        ("train", "bfloat16", [laurels(), *trainer()]),
        ("score", "float32", [laurels(), came, Side("transformers, sorted by length", "peers.py", ordered)]),
        ("score", "bfloat16", [laurels(), Side("transformers, sorted by length", "peers.py", ordered)]),
    ]


def prepare(work, file, tokenizer, count):
    """A random model with the tokenizer, and the first pairs whose sides differ after the cut, as ids."""
    special = {"pad_token_id": tokenizer.pad_token_id, "eos_token_id": tokenizer.eos_token_id, "bos_token_id": None}
    torch.manual_seed(1)
    model = Qwen2ForSequenceClassification(Qwen2Config(**SHAPE, **special, num_labels=1))
    model.save_pretrained(work / "model")
    tokenizer.save_pretrained(work / "model")
    formatting = texts.Formatting(tokenizer, CUT)
    pairs = []
    for _, row in texts.rows(file):
        pair = [formatting.ids(each) for each in texts.conversations(row)]
        if pair[0] != pair[1]:
            pairs.append(pair)
        if len(pairs) == count:
            break
    (work / "sequences.json").write_text(json.dumps(pairs))
    return model.num_parameters(), pairs


def real_tokens(pairs, ordered):
    """Of each batch."""
    lengths = [len(side) for pair in pairs for side in pair]
    lengths = sorted(lengths) if ordered else lengths
    return [sum(lengths[at : at + 2 * BATCH]) for at in range(0, len(lengths), 2 * BATCH)]


def measure(work, sides, pairs, passes):
    """A round of training is one batch, of scoring two: a long one and a short one where they are sorted."""
    batches = len(pairs) // BATCH
    rounds = [[batch] for batch in range(batches)]
    if work == "score":
        rounds = [[batch, batches - 1 - batch] for batch in range(batches // 2)] * passes
    for number, batches_of_round in enumerate(rounds, 1):
        for side in sides:
            tokens = real_tokens(pairs, "--sorted" in side.options)
            took = sum(side.seconds(batch) for batch in batches_of_round)
            side.rates.append(sum(tokens[batch] for batch in batches_of_round) / took)
        print(f"round {number} of {len(rounds)}", file=sys.stderr)


def table(work, contests_of_work):
    title = "Training, 8 pairs a step" if work == "train" else "Scoring, 16 texts a batch"
    print(f"\n| {title} | Computes in | Tokens/s | Laurel is so many times as fast |\n|---|---|---|---|")
    for _, dtype, sides in contests_of_work:
        for side in sides:
            ratios = [ours / theirs for ours, theirs in zip(sides[0].rates, side.rates, strict=True)]
            times = "" if side is sides[0] else spread(ratios, "{:.2f}")
            print(f"| {side.name} | {dtype} | {spread(side.rates, '{:,.0f}')} | {times} |")


def spread(values, form):
    low, middle, high = (form.format(value) for value in (min(values), statistics.median(values), max(values)))
    return f"{middle} ({low}..{high})"


def processor():
    names = [line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")]
    return names[0] if names else platform.processor()


def require_memory():
    """A machine that swaps would measure nothing, and disturb others."""
    meminfo = dict(line.split(":") for line in open("/proc/meminfo"))
    available = int(meminfo["MemAvailable"].split()[0]) * 1024
    if available < MEMORY:
        raise SystemExit(f"{available / 1e9:.0f} GB of memory are available; {MEMORY / 1e9:.0f} are needed")


def main(options):
    require_memory()
    load = os.getloadavg()[0]
    engine = json.loads(laurel.run("doctor", "--json").out)
    with tempfile.TemporaryDirectory() as temporary:
        directory = pathlib.Path(temporary)
        tokenizer = AutoTokenizer.from_pretrained(options.tokenizer)
        parameters, pairs = prepare(directory, options.file, tokenizer, options.pairs)
        measured = [contest for contest in contests() if contest[0] in options.only]
        for work, dtype, sides in measured:
            for side in sides:
                print(f"{work}, {dtype}: {side.name}", file=sys.stderr)
                side.start(work, directory / "model", directory / "sequences.json", dtype, options.threads)
            measure(work, sides, pairs, options.passes)
            for side in sides:
                side.stop()
    lengths = [len(side) for pair in pairs for side in pair]
    print(f"{parameters:,} parameters: {SHAPE}")
    print(f"{len(pairs)} pairs of {options.file.name}, cut at {CUT} tokens, mean {statistics.mean(lengths):.0f}")
    print(f"{options.threads} threads each on {processor()}; load {load:.1f} at the start")
    print(f"Python {platform.python_version()}, torch {torch.__version__}, transformers {transformers.__version__}, TRL {trl.__version__}")
    print(f"Laurel on {engine['engine']}, Java {laurel.java_version()}")
    print("Median of the rounds, lowest and highest in brackets")
    for work in options.only:
        table(work, [contest for contest in measured if contest[0] == work])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=pathlib.Path, metavar="FILE")
    parser.add_argument("tokenizer", metavar="TOKENIZER")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--pairs", type=int, default=64, help="a multiple of 16")
    parser.add_argument("--only", choices=["train", "score"], nargs="+", default=["train", "score"], help="default: both")
    parser.add_argument("--passes", type=int, default=2, help="over the texts, in scoring")
    main(parser.parse_args())
