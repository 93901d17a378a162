"""Laurel from outside: its commands, with time and memory of each, and the ids it reads."""

import dataclasses
import json
import pathlib
import subprocess
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
COMMAND = ROOT / "deploy" / "laurel"
CLASS_PATH = f"{ROOT}/deploy/command/target/*:{ROOT}/deploy/command/target/lib/*:{ROOT}/deploy/bench/target/*"
STARTER = "starter"


@dataclasses.dataclass
class Run:
    """What a command printed and took. Mapped files are read in place and given back when others need the memory."""

    out: str
    seconds: float
    own_bytes: int
    mapped_bytes: int

    def __str__(self):
        return f"{self.seconds:.0f} s, peak {self.own_bytes / 1e9:.1f} GB and {self.mapped_bytes / 1e9:.1f} GB of mapped files"


def run(*arguments):
    """Runs a Laurel command to its end; its failure is ours, with what it said."""
    return watched([COMMAND, *map(str, arguments)])


def java(program, *arguments):
    """Runs a Java file of this directory."""
    return watched(["java", "-cp", CLASS_PATH, HERE / program, *map(str, arguments)])


def watched(command):
    start = time.monotonic()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err, stdin=subprocess.DEVNULL)
        memory = Memory(process.pid)
        memory.start()
        code = process.wait()
        memory.join()
        out.seek(0)
        err.seek(0)
        if code:
            raise SystemExit(f"{' '.join(map(str, command))}\nended with {code}:\n{err.read()[-2000:]}")
        return Run(out.read(), time.monotonic() - start, memory.own, memory.mapped)


class Memory(threading.Thread):
    """Looks at a process until it ends and keeps the peaks of its own resident memory and of the files it has mapped."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.status = pathlib.Path(f"/proc/{pid}/status")
        self.own = self.mapped = 0

    def run(self):
        while True:
            try:
                fields = dict(line.split(":", 1) for line in self.status.read_text().splitlines())
                self.own = max(self.own, int(fields["RssAnon"].split()[0]) * 1024)
                self.mapped = max(self.mapped, int(fields["RssFile"].split()[0]) * 1024)
            except (OSError, KeyError):  # it has ended
                return
            time.sleep(0.05)


def java_version():
    said = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr
    return said.split('"')[1]


def train(file, out, *options, model=STARTER):
    """Trains from a file; the run and what it reports."""
    done = run("train-file", file, "--model", model, "--out", out, "--json", *options)
    return done, json.loads(done.out)


def score(file, model, *options):
    """The run, and rewards of a file's rows by line number: one for an answer, chosen and rejected for a pair."""
    done = run("score", file, "--model", model, *options)
    by_line = {}
    for row in map(json.loads, done.out.splitlines()):
        sides = [row["chosen"], row["rejected"]] if "chosen" in row else [row]
        by_line[row["file_line"]] = [side["reward"] for side in sides]
    return done, by_line


def ids(conversations, model):
    """The ids that Laurel reads of each conversation."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps(conversation) + "\n" for conversation in conversations)
        file.flush()
        return [json.loads(line) for line in java("Ids.java", model, file.name).out.splitlines()]
