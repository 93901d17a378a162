// What the programs here share: their options, and how they reach Kafka and the schema registry.
import { parseArgs } from "node:util";
import { SchemaRegistry } from "@kafkajs/confluent-schema-registry";
import kafkajs from "kafkajs";

const ADDRESSES = {
  brokers: { type: "string", default: "127.0.0.1:9092" },
  registry: { type: "string", default: "http://127.0.0.1:8081/apis/ccompat/v7" },
};

/** The values of the command line's options: --brokers, --registry and those given; ends the program on any other. */
export function options(others) {
  try {
    return parseArgs({ options: { ...ADDRESSES, ...others } }).values;
  } catch (error) {
    fail(error.message);
  }
}

/** Clients of the Kafka and the registry that the options name. Nothing is asked of them yet. */
export function connect({ brokers, registry }) {
  return {
    kafka: new kafkajs.Kafka({
      clientId: "laurel-interop",
      brokers: brokers.split(","),
      logLevel: kafkajs.logLevel.NOTHING,
      retry: { retries: 3 },
    }),
    registry: new SchemaRegistry({ host: registry }),
  };
}

/** Ends the program with exit code 2 and the reason. */
export function fail(reason) {
  console.error(reason);
  process.exit(2);
}
