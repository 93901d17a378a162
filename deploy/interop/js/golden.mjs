// Keeps the golden bytes of the module schemas: its golden records as the JavaScript libraries write them, in Confluent's wire format.
//
//   node golden.mjs            reads the recorded bytes, writes the records, and compares both ways
//   node golden.mjs --record   records the bytes of the latest versions; those of earlier ones stay
//
// The client runs unchanged against a registry inside this program that knows the published schemas by ids of its own.
import { deepStrictEqual } from "node:assert";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { SchemaRegistry } from "@kafkajs/confluent-schema-registry";
import { goldenRecords } from "./golden-records.mjs";

const schemas = new URL("../../../schemas/src/", import.meta.url);
const golden = new URL("test/resources/golden/", schemas);
const FIRST_ID = 0x01020304; // four different bytes, so that their order shows
const WIDTH = 120;

const { record: recording } = parseArgs({ options: { record: { type: "boolean" } } }).values;

const entries = Object.entries(goldenRecords).map(([topic, record], index) => ({
  topic,
  record,
  id: FIRST_ID + index,
  ...latest(topic),
}));

function latest(topic) {
  const published = (version) => new URL(`main/schema-history/${topic}-value/${version}.avsc`, schemas);
  let version = 1;
  while (existsSync(published(version + 1))) version++;
  return { schema: readFileSync(published(version), "utf8"), file: new URL(`${topic}.${version}.hex`, golden) };
}

async function serve() {
  const server = createServer((request, response) => {
    const found = entries.find(({ id }) => request.url === `/schemas/ids/${id}`);
    response.writeHead(found ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(found ? { schema: found.schema } : { error_code: 40403, message: "no such schema" }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function version(name) {
  const file = new URL(`node_modules/${name}/package.json`, import.meta.url);
  return `${name} ${JSON.parse(readFileSync(file, "utf8")).version}`;
}

function store({ file }, bytes) {
  const note = `# written by ${version("avsc")} through ${version("@kafkajs/confluent-schema-registry")}; see deploy/interop/js/golden.mjs`;
  const lines = bytes.toString("hex").match(new RegExp(`.{1,${WIDTH}}`, "g"));
  mkdirSync(golden, { recursive: true });
  writeFileSync(file, [note, ...lines, ""].join("\n"));
}

function stored({ file }) {
  return Buffer.from(readFileSync(file, "utf8").replace(/^#.*$/gm, "").replace(/\s/g, ""), "hex");
}

const server = await serve();
const registry = new SchemaRegistry({ host: `http://127.0.0.1:${server.address().port}` });
for (const entry of entries) {
  const bytes = await registry.encode(entry.id, entry.record);
  if (recording) store(entry, bytes);
  deepStrictEqual(bytes, stored(entry), `${entry.topic}: written bytes`);
  const read = JSON.parse(JSON.stringify(await registry.decode(stored(entry))));
  deepStrictEqual(read, entry.record, `${entry.topic}: record read`);
  console.log(`${entry.topic}: ${bytes.length} golden bytes written and read alike`);
}
server.close();
