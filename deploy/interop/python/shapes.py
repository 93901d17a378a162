"""Small random models of every supported family as transformers writes them: loaded, trained and saved by Laurel, opened again.

    shapes.py FILE    (preference pairs)
"""

import argparse
import json
import pathlib
import sys
import tempfile

import torch
import transformers
from transformers import AutoTokenizer, LlamaConfig, MistralConfig, Qwen2Config, Qwen3Config

import hugging_face
import laurel
import texts

TOLERANCE = 2e-5
MAX_TOKENS = 256
PROMPTS = 20
SHARD = "500KB"
LLAMA3 = dict(factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0, original_max_position_embeddings=64)
SIZES = dict(
    hidden_size=64, intermediate_size=160, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
    max_position_embeddings=1024,
)


def rope(kind, theta, **values):
    return {"rope_parameters": {"rope_type": kind, "rope_theta": theta, **values}}


SHAPES = {
    "llama": (LlamaConfig, {}, torch.float32),
    "llama, one key/value head": (LlamaConfig, {"num_key_value_heads": 1}, torch.float32),
    "llama, linear rope, float16": (LlamaConfig, rope("linear", 1e4, factor=4.0), torch.float16),
    "llama, llama3 rope, bfloat16": (LlamaConfig, rope("llama3", 5e5, **LLAMA3), torch.bfloat16),
    "qwen2, tied": (Qwen2Config, {"tie_word_embeddings": True}, torch.bfloat16),
    "qwen2, float16": (Qwen2Config, rope("default", 1e6), torch.float16),
    "qwen3, head of 24": (Qwen3Config, {"head_dim": 24}, torch.float32),
    "qwen3, tied, float16": (Qwen3Config, {"head_dim": 32, "tie_word_embeddings": True}, torch.float16),
    "mistral": (MistralConfig, {"sliding_window": None}, torch.float32),
    "mistral, head of 24, bfloat16": (MistralConfig, {"sliding_window": None, "head_dim": 24}, torch.bfloat16),
}


def write(directory, config_class, changes, dtype, causal, tokenizer):
    """A random model; those that are not float32 in shards."""
    special = {"pad_token_id": tokenizer.pad_token_id, "eos_token_id": tokenizer.eos_token_id, "bos_token_id": None}
    config = config_class(vocab_size=len(tokenizer), **{**SIZES, **changes}, **special)
    if not causal:
        config.num_labels = 1
    family = config_class.__name__.removesuffix("Config")
    head = "ForCausalLM" if causal else "ForSequenceClassification"
    model = hugging_face.fill(getattr(transformers, family + head)(config), 1).to(dtype)
    model.save_pretrained(directory, max_shard_size="5GB" if dtype == torch.float32 else SHARD)
    tokenizer.save_pretrained(directory)


def difference(model, pairs, sequences):
    """Between Laurel's rewards of the pairs and transformers'."""
    ours = [reward for row in laurel.score(pairs, model, "--pairs")[1].values() for reward in row]
    theirs = hugging_face.rewards(hugging_face.model(model), sequences)
    if len(ours) != len(theirs):
        raise SystemExit(f"{model}: {len(ours)} rewards of {len(theirs)} texts")
    return max(abs(a - b) for a, b in zip(ours, theirs))


def main(file):
    failed = False
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(temporary)
        pairs = work / "pairs.jsonl"
        rows = texts.of_different_prompts(file, PROMPTS)
        pairs.write_text("".join(json.dumps(row) + "\n" for row in rows))
        laurel.train(pairs, work / "starter")  # for its tokenizer
        tokenizer = AutoTokenizer.from_pretrained(work / "starter")
        formatting = texts.Formatting(tokenizer, MAX_TOKENS)
        sequences = [formatting.ids(each) for row in rows for each in texts.conversations(row)]
        print(f"{'':34} as it was  trained  from a causal model")
        for name, (config, changes, dtype) in SHAPES.items():
            found = []
            for causal in (False, True):
                start, end = work / f"{name}-{causal}", work / f"{name}-{causal}-trained"
                write(start, config, changes, dtype, causal, tokenizer)
                (start / "laurel.json").write_text(json.dumps({"kind": "openrlhf", "max_tokens": MAX_TOKENS}))
                if not causal:
                    found.append(difference(start, pairs, sequences))
                laurel.train(pairs, end, "--learning-rate", "1e-3", model=start)
                found.append(difference(end, pairs, sequences))
            print(f"{name:34} {'  '.join(f'{each:.1e}' for each in found)}", flush=True)
            failed |= not max(found) <= TOLERANCE
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=pathlib.Path, metavar="FILE")
    main(parser.parse_args().file)
