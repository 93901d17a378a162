// Publishes one generated response and one comparison of two answers, and prints where they went, as JSON lines:
//
//   node write-feedback.mjs [--tenant NAME] [--task NAME] [--brokers HOST:PORT,...] [--registry URL]
import { randomUUID } from "node:crypto";
import kafkajs from "kafkajs";
import { connect, fail, options } from "./laurel.mjs";

const { tenant, task, ...addresses } = options({
  tenant: { type: "string", default: "interop" },
  task: { type: "string", default: "default" },
});
const { kafka, registry } = connect(addresses);

const about = {
  tenant,
  task,
  prompt_id: randomUUID(),
  messages: [{ role: "user", content: "为什么天空是蓝色的？ Why is the sky blue?" }],
  event_time: Date.now(),
};

const response = {
  ...about,
  response_id: "a",
  response: "Air scatters blue light more than red, so blue reaches us from every side. 🌤",
  generator: "interop",
  finish_reason: "STOP",
};

const feedback = {
  ...about,
  event_id: randomUUID(),
  source: { system: "interop", actor: "ANNOTATOR" },
  candidates: [
    { response_id: "a", generator: "interop", position: 0, messages: [{ role: "assistant", content: response.response }] },
    { response_id: "b", position: 1, messages: [{ role: "assistant", content: "Because of the sea." }] },
  ],
  payload: { "dev.laurel.schema.Comparison": { response_a: "a", response_b: "b", outcome: "A", strength: 0.75 } },
};

const producer = kafka.producer({
  // kafkajs' default since 2.0, named here because Laurel relies on it: the murmur2 of Java's producer
  createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  allowAutoTopicCreation: false,
});

async function publish(topic, record) {
  const schema = await registry.getLatestSchemaId(`${topic}-value`);
  const key = `${record.tenant}/${record.prompt_id}`;
  const [{ partition, baseOffset }] = await producer.send({
    topic,
    acks: -1,
    messages: [{ key, value: await registry.encode(schema, record) }],
  });
  console.log(JSON.stringify({ topic, partition, offset: Number(baseOffset), key }));
}

try {
  await producer.connect();
  await publish("responses.generated.v1", response);
  await publish("feedback.events.v1", feedback);
} catch (error) {
  fail(`cannot publish: ${error.message}`);
} finally {
  await producer.disconnect();
}
