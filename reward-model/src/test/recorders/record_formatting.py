"""Records the ids OpenRLHF and TRL train on, by their own rules over a Hugging Face tokenizer: the expectations of RewardTextTest.

    pip install transformers jinja2
    python record_formatting.py TOKENIZER_DIR ../resources/dev/laurel/reward/text/formatting.json

OpenRLHF: openrlhf/datasets/reward_dataset.py, RewardDataset; TRL: trl/trainer/reward_trainer.py, _prepare_dataset and _tokenize.
"""

import json
import sys

import transformers
from transformers import AutoTokenizer

CONVERSATIONS = [
    [["user", "Hi"], ["assistant", "Hello, how can I help you today?"]],
    [["system", "你是一个乐于助人的助手。"], ["user", "请介绍北京 😊"], ["assistant", "北京是中国的首都，历史悠久。\n\n"]],
    [["user", "spaces  \n"], ["assistant", ""]],
    [["user", "one"], ["assistant", "two"], ["user", "café naïve"], ["assistant", "<|im_end|> inside " + "and on " * 12]],
]
TEXTS = ["Hi", "ends in newlines\n\n\n", "ends in EOS<|im_end|>", "EOS and newline<|im_end|>\n", "\n", "长" * 60]
MAX_TOKENS = 40


def openrlhf(tokenizer, text):
    text = text.rstrip("\n")
    if not text.endswith(tokenizer.eos_token):
        text += " " + tokenizer.eos_token
    ids = tokenizer(text, max_length=MAX_TOKENS, truncation=True, padding=False, add_special_tokens=False)["input_ids"]
    ids[-1] = tokenizer.eos_token_id
    return ids


def trl(tokenizer, text):
    return tokenizer(text=text if text.endswith(tokenizer.eos_token) else text + tokenizer.eos_token)["input_ids"]


def main(directory, out):
    tokenizer = AutoTokenizer.from_pretrained(directory)
    conversations = []
    for turns in CONVERSATIONS:
        messages = [{"role": role, "content": content} for role, content in turns]
        rendered = tokenizer.apply_chat_template(messages, tokenize=False)
        conversations.append({
            "messages": messages,
            "openrlhf": openrlhf(tokenizer, rendered),
            "trl": tokenizer.apply_chat_template(messages, tokenize=True, return_dict=True)["input_ids"],
        })
    texts = [{"text": text, "openrlhf": openrlhf(tokenizer, text), "trl": trl(tokenizer, text)} for text in TEXTS]
    recorded = {"recorded_with": f"transformers {transformers.__version__}", "max_tokens": MAX_TOKENS, "conversations": conversations, "texts": texts}
    with open(out, "w", encoding="utf-8") as file:
        json.dump(recorded, file, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
