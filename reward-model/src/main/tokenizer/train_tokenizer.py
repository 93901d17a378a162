"""Trains the tokenizer of the starter model: byte-level BPE for English and Chinese.

    pip install tokenizers
    python train_tokenizer.py --out DIR english.jsonl.gz chinese.jsonl.gz=4 transcripts.jsonl.gz

An input is a JSONL file, plain or .gz, of preference pairs: ShareGPT rows (`conversations`, `chosen`, `rejected` with `value`) or
whole transcripts (`chosen`, `rejected` as strings). `=N` counts a file N times, which is how a smaller language gets its fair share
of the vocabulary. Every tenth row is held out of the training and measured: tokens per character are printed for each file.
Writes `tokenizer.json`; `tokenizer_config.json` beside it is kept by hand. What the shipped tokenizer was trained on is in NOTICE.
"""

import argparse
import gzip
import json
import unicodedata
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

QWEN2_SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]  # they get the last ids, in this order


def texts(row):
    """The texts of one row, each once: both sides of a transcript pair repeat their beginning."""
    if "conversations" in row:
        return [turn["value"] for turn in [*row["conversations"], row["chosen"], row["rejected"]]]
    return [row["chosen"], row["rejected"].rpartition("\n\nAssistant:")[2]]


def read(path):
    """(training texts, held-out texts) of one file."""
    training, held_out = [], []
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            (held_out if number % 10 == 9 else training).extend(texts(json.loads(line)))
    return training, held_out


def untrained():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(QWEN2_SPLIT), behavior="isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("inputs", nargs="+", metavar="FILE[=N]")
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--vocabulary", type=int, default=6144, help="tokens in all, special tokens included")
    arguments = arguments.parse_args()

    training, held_out = [], {}
    for name, _, times in (argument.partition("=") for argument in arguments.inputs):
        learn, held_out[name] = read(Path(name))
        training += learn * int(times or 1)

    tokenizer = untrained()
    tokenizer.train_from_iterator(training, trainers.BpeTrainer(
        vocab_size=arguments.vocabulary - len(SPECIAL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        max_token_length=12,  # bytes; longer Chinese tokens are phrases of one document
        show_progress=False,
    ))
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in SPECIAL])
    arguments.out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(arguments.out / "tokenizer.json"))

    for name, sample in held_out.items():
        tokens = sum(len(tokenizer.encode(text).ids) for text in sample)
        characters = sum(len(unicodedata.normalize("NFC", text)) for text in sample)
        print(f"{Path(name).name}: {tokens / characters:.3f} tokens per character on {characters} held-out characters")


if __name__ == "__main__":
    main()
