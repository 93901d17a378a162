// Prints what a topic holds, from its beginning to its end at the time of the call, as JSON lines:
//
//   node read-topic.mjs --topic preference.pairs.v1 [--max N] [--brokers HOST:PORT,...] [--registry URL]
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect, fail, options } from "./laurel.mjs";

const { topic, max, ...addresses } = options({ topic: { type: "string" }, max: { type: "string", default: "Infinity" } });
const limit = Number(max);
if (!topic) fail("--topic is missing");
if (!(limit > 0)) fail(`--max ${max} is not a number above 0`);
const { kafka, registry } = connect(addresses);

/** Partitions that hold anything, each with the offset to read up to: the last stable one, where no transaction is open any more. */
async function unread() {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const partitions = await admin.fetchTopicOffsets(topic);
    return new Map(partitions.filter(({ low, high }) => low !== high).map(({ partition, high }) => [partition, BigInt(high)]));
  } finally {
    await admin.disconnect();
  }
}

async function print(partition, { offset, timestamp, key, value }) {
  const record = {
    partition,
    offset: Number(offset),
    timestamp: Number(timestamp),
    key: key?.toString() ?? null,
    value: value && (await registry.decode(value)),
  };
  if (!process.stdout.write(JSON.stringify(record) + "\n")) await once(process.stdout, "drain");
}

/** Reads the partitions in a consumer group of its own that commits nothing, and so leaves no trace. */
async function read(remaining) {
  const consumer = kafka.consumer({
    groupId: `laurel-interop-${randomUUID()}`,
    readUncommitted: false,
    allowAutoTopicCreation: false,
  });
  let printed = 0;
  try {
    await new Promise((finished, failed) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => failed(payload.error));
      // told of batches that hold nothing but the end of a transaction too, which no handler sees
      consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { partition, lastOffset } }) => {
        if (BigInt(lastOffset) + 1n >= remaining.get(partition)) remaining.delete(partition);
        if (remaining.size === 0) finished();
      });
      const eachMessage = async ({ partition, message }) => {
        if (printed === limit || BigInt(message.offset) >= (remaining.get(partition) ?? 0n)) return;
        printed++;
        await print(partition, message).catch(failed);
        if (printed === limit) finished();
      };
      consumer
        .connect()
        .then(() => consumer.subscribe({ topics: [topic], fromBeginning: true }))
        .then(() => consumer.run({ autoCommit: false, eachMessage }))
        .catch(failed);
    });
  } finally {
    await consumer.disconnect();
  }
}

try {
  const remaining = await unread();
  if (remaining.size > 0) await read(remaining);
} catch (error) {
  fail(`cannot read ${topic}: ${error.message}`);
}
