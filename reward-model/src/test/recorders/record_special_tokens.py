"""Records how transformers finds the special tokens of a directory: python record_special_tokens.py TOKENIZER_DIR > special_tokens.json

TOKENIZER_DIR is golden/tokenizer/bpe512. Each case changes its files; recorded are the tokens with a name and the ids of one text.
"""

import json
import pathlib
import sys
import tempfile

from transformers import AutoTokenizer, __version__

TEXT = "a<|im_start|> b<|im_end|>c<|endoftext|><|extra|> <|more|>d <image> x<pad>"
SPECIAL = dict(lstrip=False, normalized=False, rstrip=False, single_word=False, special=True)
DECODER = {str(509 + i): dict(content=c, **SPECIAL) for i, c in enumerate(["<|endoftext|>", "<|im_start|>", "<|im_end|>"])}

# each: tokens that tokenizer.json keeps, tokenizer_config.json, special_tokens_map.json
ALL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
CASES = {
    "all in tokenizer.json": (ALL, {"eos_token": "<|im_end|>"}, None),
    "declared by the decoder": (ALL[:2], {"eos_token": "<|im_end|>", "added_tokens_decoder": DECODER}, None),
    "all declared by the decoder": ([], {"eos_token": "<|im_end|>", "added_tokens_decoder": DECODER}, None),
    "with a further one": (ALL, {"eos_token": "<|im_end|>", "added_tokens_decoder": {**DECODER, "512": dict(content="<|extra|>", **SPECIAL)}}, None),
    "with other properties": (ALL, {"eos_token": "<|im_end|>", "added_tokens_decoder": {**DECODER, "510": dict(DECODER["510"], content="<|im_start|>", rstrip=True)}}, None),
    "extra tokens": (ALL[:2], {"eos_token": "<|endoftext|>", "extra_special_tokens": ["<|im_end|>", "<|extra|>"]}, None),
    "additional tokens": (ALL[:2], {"eos_token": "<|endoftext|>", "additional_special_tokens": ["<|im_end|>"]}, None),
    "extra before additional": (ALL, {"eos_token": "<|endoftext|>", "extra_special_tokens": ["<|extra|>"], "additional_special_tokens": ["<|more|>"]}, None),
    "extra tokens by name": (ALL, {"eos_token": "<|endoftext|>", "extra_special_tokens": {"image_token": "<image>"}}, None),
    "a token of its own": (ALL, {"eos_token": "<|endoftext|>", "image_token": "<image>"}, None),
    "end token in the map": (ALL, {}, {"eos_token": "<|im_end|>"}),
    "end token in the map as an object": (ALL, {}, {"eos_token": dict(content="<|im_end|>", lstrip=False, normalized=False, rstrip=False, single_word=False)}),
    "end token nulled": (ALL, {"eos_token": None}, {"eos_token": "<|im_end|>", "pad_token": "<|endoftext|>"}),
    "the map goes first": (ALL, {"eos_token": "<|endoftext|>"}, {"eos_token": "<|im_end|>"}),
    "the map is not read beside a decoder": (ALL, {"eos_token": "<|endoftext|>", "added_tokens_decoder": DECODER}, {"eos_token": "<|im_end|>", "bos_token": "<|im_start|>"}),
    "additional tokens in the map": (ALL[:2], {"eos_token": "<|endoftext|>"}, {"additional_special_tokens": ["<|im_end|>"]}),
    "a new padding token": (ALL, {"eos_token": "<|im_end|>", "pad_token": "<pad>"}, None),
    "a token of the vocabulary": (ALL, {"eos_token": "<|im_end|>", "bos_token": "a"}, None),
    "tokens as objects": (ALL, {"eos_token": {"__type": "AddedToken", "content": "<|im_end|>", "lstrip": False, "normalized": False, "rstrip": False, "single_word": False}}, None),
}


def recorded(source, kept, config, token_map):
    tokenizer = json.loads((source / "tokenizer.json").read_text())
    tokenizer["added_tokens"] = [t for t in tokenizer["added_tokens"] if t["content"] in kept]
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        (directory / "tokenizer.json").write_text(json.dumps(tokenizer))
        (directory / "tokenizer_config.json").write_text(json.dumps({**config, "tokenizer_class": "PreTrainedTokenizerFast"}))
        if token_map is not None:
            (directory / "special_tokens_map.json").write_text(json.dumps(token_map))
        loaded = AutoTokenizer.from_pretrained(directory)
        return {"named": dict(loaded.special_tokens_map), "ids": loaded(TEXT, add_special_tokens=False)["input_ids"]}


def main():
    source = pathlib.Path(sys.argv[1])
    cases = [
        {"name": name, "kept": kept, "config": config, "map": token_map, **recorded(source, kept, config, token_map)}
        for name, (kept, config, token_map) in CASES.items()
    ]
    json.dump({"recorded_with": f"transformers {__version__}", "text": TEXT, "cases": cases}, sys.stdout, ensure_ascii=False, indent=1)


main()
