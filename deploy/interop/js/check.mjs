// Checks that Laurel and independent JavaScript clients understand each other, on a running stack (laurel up):
//
//   node check.mjs [--brokers HOST:PORT,...] [--registry URL]
//
// Everything is published for a tenant of its own. Ends with exit code 0 if all checks that could be made hold.
import { deepStrictEqual, ok } from "node:assert";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import kafkajs from "kafkajs";
import { options } from "./laurel.mjs";

const KEYS = 100;
const PATIENCE_MS = 60_000;
const { brokers, registry } = options({});
const tenant = `互通-${randomUUID()}`; // so that keys are more than ASCII
const here = new URL(".", import.meta.url).pathname;

async function run(command, ...args) {
  const { stdout } = await promisify(execFile)(command, args, { maxBuffer: 1 << 30 });
  return stdout.trim();
}

async function program(name, ...args) {
  const printed = await run(process.execPath, join(here, name), ...args, "--brokers", brokers, "--registry", registry);
  return printed.split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

const topic = (name) => program("read-topic.mjs", "--topic", name);
const ours = async (name) => (await topic(name)).filter(({ value }) => value?.tenant === tenant);

async function eventually(what, attempt) {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await pause(500)) {
    const found = await attempt();
    if (found) return found;
  }
  throw new Error(`${what}: not within ${PATIENCE_MS / 1000} s`);
}

/** Publishes pairs of 100 prompts with the laurel command, whose producer is Java's. */
async function importPairs() {
  const rows = Array.from({ length: KEYS }, (_, i) => ({
    prompt_id: "问".repeat(i % 3) + "x".repeat(i % 7) + i,
    prompt: `Question ${i}`,
    chosen: `Answer ${i}`,
    rejected: "No.",
  }));
  const directory = await mkdtemp(join(tmpdir(), "laurel-interop-"));
  try {
    const file = join(directory, "pairs.jsonl");
    await writeFile(file, rows.map((row) => JSON.stringify(row)).join("\n"));
    const laurel = join(here, "../../laurel");
    await run(laurel, "import", file, "--tenant", tenant, "--bootstrap-servers", brokers, "--registry-url", registry);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Whether a JavaScript producer would have put the records where they are. */
function checkPartitions(records, partitions) {
  const choose = kafkajs.Partitioners.DefaultPartitioner();
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({ partitionId, leader: 0 }));
  const chosen = records.map(({ key }) => choose({ topic: "any", partitionMetadata, message: { key } }));
  deepStrictEqual(
    chosen,
    records.map(({ partition }) => partition),
  );
  return new Set(chosen).size;
}

async function partitionCount(name) {
  const admin = new kafkajs.Kafka({ brokers: brokers.split(","), logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    return (await admin.fetchTopicOffsets(name)).length;
  } finally {
    await admin.disconnect();
  }
}

function report(what) {
  console.log(`ok  ${what}`);
}

report((await run(process.execPath, join(here, "golden.mjs"))).replaceAll("\n", "\nok  "));

await importPairs();
const imported = await ours("feedback.events.v1");
deepStrictEqual(new Set(imported.map(({ key }) => key)).size, KEYS);
const used = checkPartitions(imported, await partitionCount("feedback.events.v1"));
ok(used > 1, "a topic of one partition shows nothing");
report(`feedback.events.v1: Java and JavaScript choose the same of ${used} partitions for ${KEYS} keys`);

const [response, feedback] = await program("write-feedback.mjs", "--tenant", tenant);
deepStrictEqual(response.partition, feedback.partition);
const pairs = await eventually("pairs of all feedback", async () => {
  const found = await ours("preference.pairs.v1");
  return found.length === KEYS + 1 && found;
});
const { value: pair, partition } = pairs.find(({ key }) => key === feedback.key);
deepStrictEqual([pair.chosen.response_id, pair.rejected.response_id, pair.source.kind], ["a", "b", "COMPARISON"]);
deepStrictEqual(partition, feedback.partition);
report(`preference.pairs.v1: ${pairs.length} pairs read, one of them from a comparison that JavaScript published`);

const appointments = (await topic("reward.models.v1")).filter(({ value }) => "dev.laurel.schema.Champion" in value.record);
if (appointments.length === 0) {
  console.log("--  responses.scored.v1: not checked, because no model is in service yet (laurel train)");
} else {
  const scored = await eventually("the response's reward", async () =>
    (await topic("responses.scored.v1")).find(({ key }) => key === response.key),
  );
  ok(Number.isFinite(scored.value.reward));
  const { reward, model_line, model_version } = scored.value;
  report(`responses.scored.v1: JavaScript's response has the reward ${reward.toFixed(3)} by ${model_line}@${model_version}`);
}
