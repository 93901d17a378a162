"""The other side of side_by_side.py: TRL training or transformers scoring in a process of its own.

    peers.py train MODEL SEQUENCES float32 2 --checkpointing
    peers.py score MODEL SEQUENCES float32 2 --sorted

Does the batch of the number in each line of standard input and answers with the seconds it took; TRL does them in order. The first batch
is done before that and not told.
"""

import argparse
import json
import os
import sys
import time

import torch
import transformers
from datasets import Dataset
from transformers import AutoModelForSequenceClassification, AutoTokenizer, TrainerCallback
from trl import RewardConfig, RewardTrainer

PAIRS = 8
SEQUENCES = 16


def say(**what):
    answers.write(json.dumps(what) + "\n")
    answers.flush()


def wanted():
    """Blocks until the next batch is wanted and gives its number; ends the process when no more are."""
    line = sys.stdin.readline()
    if not line:
        os._exit(0)
    return int(line)


class InTurn(TrainerCallback):
    """Lets the trainer take a step when it is asked for, and times it."""

    def __init__(self):
        self.warm = False

    def on_step_begin(self, *_, **__):
        if self.warm:
            wanted()
        self.start = time.perf_counter()

    def on_step_end(self, *_, **__):
        seconds = time.perf_counter() - self.start
        say(**({"seconds": seconds} if self.warm else {"ready": True}))
        self.warm = True


def train(options, pairs):
    """TRL's own loop over the pairs in their order; everything not named here is its default."""
    batches = pairs[:PAIRS] + pairs
    config = RewardConfig(
        output_dir=os.path.join(os.path.dirname(options.sequences), "trl"),
        per_device_train_batch_size=PAIRS,
        gradient_checkpointing=options.checkpointing,
        bf16=options.dtype == "bfloat16",
        use_cpu=True,
        train_sampling_strategy="sequential",
        num_train_epochs=1,
        report_to="none",
        save_strategy="no",
        disable_tqdm=True,
    )
    trainer = RewardTrainer(
        model=options.model,
        args=config,
        train_dataset=Dataset.from_list([{"chosen_ids": chosen, "rejected_ids": rejected} for chosen, rejected in batches]),
        processing_class=AutoTokenizer.from_pretrained(options.model),
        callbacks=[InTurn()],
    )
    trainer.train()
    wanted()


def score(options, pairs):
    """Padded batches through AutoModelForSequenceClassification."""
    sequences = [side for pair in pairs for side in pair]
    if options.sorted:
        sequences.sort(key=len)
    dtype = getattr(torch, options.dtype)
    model = AutoModelForSequenceClassification.from_pretrained(options.model, num_labels=1, dtype=dtype).eval()
    batches = [padded(sequences[i : i + SEQUENCES], model.config.pad_token_id) for i in range(0, len(sequences), SEQUENCES)]
    with torch.inference_mode():
        model(**batches[0], use_cache=False)
        say(ready=True)
        while True:
            batch = batches[wanted()]
            start = time.perf_counter()
            model(**batch, use_cache=False).logits.tolist()
            say(seconds=time.perf_counter() - start)


def padded(sequences, pad):
    longest = max(map(len, sequences))
    ids = torch.tensor([ids + [pad] * (longest - len(ids)) for ids in sequences])
    mask = torch.tensor([[1] * len(ids) + [0] * (longest - len(ids)) for ids in sequences])
    return {"input_ids": ids, "attention_mask": mask}


if __name__ == "__main__":
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the libraries print is no answer
    parser = argparse.ArgumentParser()
    parser.add_argument("work", choices=["train", "score"])
    parser.add_argument("model")
    parser.add_argument("sequences", help="JSON: a list of pairs of lists of ids")
    parser.add_argument("dtype", choices=["float32", "bfloat16"])
    parser.add_argument("threads", type=int)
    parser.add_argument("--checkpointing", action="store_true")
    parser.add_argument("--sorted", action="store_true")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    transformers.logging.set_verbosity_error()
    with open(given.sequences) as file:
        {"train": train, "score": score}[given.work](given, json.load(file))
