"""Random checkpoints of real size: loaded, trained and saved by Laurel, opened again by transformers.

    real_size.py FILE                  the shape of Qwen2.5-0.5B, bfloat16 in shards; FILE holds preference pairs
    real_size.py FILE --one-tensor     one tensor of 2.5 GB

Takes minutes, 11 GB of memory and 8 GB of disk. --classifier begins with a reward model instead of a causal language model.
"""

import argparse
import gc
import json
import pathlib
import tempfile

import torch
from transformers import AutoTokenizer, Qwen2Config, Qwen2ForCausalLM, Qwen2ForSequenceClassification

import hugging_face
import laurel
import texts

TOLERANCE = 2e-5
MAX_TOKENS = 256
BATCH = 2
LORA_STEPS, FULL_STEPS = 20, 5
SCORED = 8
HALF_BILLION = dict(
    vocab_size=151_936, hidden_size=896, num_hidden_layers=24, num_attention_heads=14, num_key_value_heads=2,
    intermediate_size=4864, max_position_embeddings=32_768, tie_word_embeddings=True,
)
WIDE = dict(
    vocab_size=151_936, hidden_size=4096, num_hidden_layers=1, num_attention_heads=32, num_key_value_heads=8,
    intermediate_size=256, max_position_embeddings=2048, tie_word_embeddings=True,
)


class Bench:
    """The tokenizer, the pairs and the texts that everything is tried on."""

    def __init__(self, file, work):
        self.work = work
        self.rows = texts.of_different_prompts(file, 200)
        laurel.train(self.pairs("small", 10), work / "starter")
        self.tokenizer = AutoTokenizer.from_pretrained(work / "starter")
        formatting = texts.Formatting(self.tokenizer, MAX_TOKENS)
        self.scored = self.pairs("scored", SCORED)
        self.ids = [formatting.ids(each) for row in self.rows[:SCORED] for each in texts.conversations(row)]

    def pairs(self, name, count):
        file = self.work / f"{name}.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in self.rows[:count]))
        return file

    def write(self, directory, model_class, sizes, dtype, shard):
        torch.manual_seed(1)
        torch.set_default_dtype(dtype)
        special = {"pad_token_id": self.tokenizer.pad_token_id, "eos_token_id": self.tokenizer.eos_token_id}
        config = Qwen2Config(**sizes, **special, bos_token_id=None)
        if model_class is Qwen2ForSequenceClassification:
            config.num_labels = 1
        model = model_class(config)
        torch.set_default_dtype(torch.float32)
        model.save_pretrained(directory, max_shard_size=shard)
        self.tokenizer.save_pretrained(directory)
        (directory / "laurel.json").write_text(json.dumps({"kind": "openrlhf", "max_tokens": MAX_TOKENS}))
        print(f"{directory.name}: {model.num_parameters():,} parameters in {len(list(directory.glob('*.safetensors')))} files")

    def train(self, name, start, steps, *options):
        """Trains for so many steps: held-out prompts come on top, so the file is a little longer than the steps need."""
        file = self.pairs(name, int(steps * BATCH * 1.3) + 2)
        done, report = laurel.train(
            file, self.work / name, "--batch-pairs", BATCH, "--learning-rate", "1e-4", *options, model=start
        )
        training = report["training"]
        print(f"{name}: {training['steps']} steps at {training['tokens_per_second']:.0f} tokens/s, whole command {done}", flush=True)

    def compare(self, directory, loaded=None):
        done, by_line = laurel.score(self.scored, directory, "--pairs")
        ours = [reward for row in by_line.values() for reward in row]
        theirs = hugging_face.rewards(loaded or hugging_face.model(directory), self.ids)
        gc.collect()
        apart = max(abs(a - b) for a, b in zip(ours, theirs, strict=True))
        print(f"{directory.name}: scored in {done}; largest difference {apart:.1e}, rewards {min(theirs):.3f}..{max(theirs):.3f}", flush=True)
        if not apart <= TOLERANCE:
            raise SystemExit(1)


def half_billion(bench, model_class):
    start = bench.work / "start"
    bench.write(start, model_class, HALF_BILLION, torch.bfloat16, "300MB")
    adapter = bench.work / "adapter"
    bench.train("lora", start, LORA_STEPS, "--lora-rank", 16, "--adapter-out", adapter)
    bench.train("full", start, FULL_STEPS)
    bench.compare(bench.work / "lora")
    bench.compare(bench.work / "full")
    bench.compare(adapter, hugging_face.adapted(start, adapter))


def one_tensor(bench):
    start = bench.work / "start"
    bench.write(start, Qwen2ForSequenceClassification, WIDE, torch.float32, "20GB")
    bench.compare(start)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=pathlib.Path, metavar="FILE")
    parser.add_argument("--one-tensor", action="store_true")
    parser.add_argument("--classifier", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        prepared = Bench(given.file, pathlib.Path(temporary))
        if given.one_tensor:
            one_tensor(prepared)
        else:
            half_billion(prepared, Qwen2ForSequenceClassification if given.classifier else Qwen2ForCausalLM)
