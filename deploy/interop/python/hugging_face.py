"""Hugging Face's side: models opened with transformers and PEFT, and their rewards."""

import torch
import transformers
from peft import PeftModel
from transformers import AutoModelForSequenceClassification, AutoTokenizer

import texts

transformers.logging.set_verbosity_error()
transformers.logging.disable_progress_bar()


def model(directory):
    """A reward model in float32; keys that are missing, left over or of another shape are failures."""
    loaded, info = AutoModelForSequenceClassification.from_pretrained(
        directory, num_labels=1, dtype=torch.float32, output_loading_info=True
    )
    wrong = {what: found for what, found in info.items() if found}
    if wrong:
        raise SystemExit(f"{directory}: {wrong}")
    return loaded.eval()


def adapted(base, adapter):
    """A base, which may be a causal language model without reward head, with a PEFT adapter."""
    loaded = AutoModelForSequenceClassification.from_pretrained(base, num_labels=1, dtype=torch.float32)
    return PeftModel.from_pretrained(loaded, adapter).eval()


def rewards(loaded, sequences):
    """The reward of each sequence of ids, one at a time."""
    with torch.inference_mode():
        return [loaded(input_ids=torch.tensor([ids]), use_cache=False).logits.item() for ids in sequences]


def formatting(directory, max_tokens):
    return texts.Formatting(AutoTokenizer.from_pretrained(directory), max_tokens)


def fill(loaded, seed):
    """Random weights under which tokens, norms and biases all count, unlike fresh ones."""
    random = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weight in loaded.named_parameters():
            if "norm" in name:
                weight.uniform_(0.5, 1.5, generator=random)
            else:
                weight.normal_(0, 0.3 if "score" in name else 0.08, generator=random)
    return loaded
