"""Prints scored responses as they come, from the beginning of the topic.

    pip install confluent-kafka fastavro
    python read_scored.py [HOST:PORT [REGISTRY_URL]]
"""

import functools
import io
import json
import struct
import sys
import urllib.request

import fastavro
from confluent_kafka import Consumer, KafkaError

BROKERS = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:9092"
REGISTRY = sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:8081/apis/ccompat/v7"


@functools.lru_cache(maxsize=None)
def schema(schema_id: int):
    """The schema of an id, which the registry never changes."""
    with urllib.request.urlopen(f"{REGISTRY}/schemas/ids/{schema_id}") as answer:
        return fastavro.parse_schema(json.loads(json.load(answer)["schema"]))


def decode(value: bytes) -> dict:
    """A value in Confluent's wire format: a zero byte, the schema's id in four bytes, Avro binary."""
    zero, schema_id = struct.unpack(">bI", value[:5])
    if zero != 0:
        raise ValueError(f"not in Confluent's wire format: first byte {zero}")
    return fastavro.schemaless_reader(io.BytesIO(value[5:]), schema(schema_id), None)


consumer = Consumer({
    "bootstrap.servers": BROKERS,
    "group.id": "example-python",
    "isolation.level": "read_committed",
    "auto.offset.reset": "earliest",
    "enable.auto.commit": False,
})
consumer.subscribe(["responses.scored.v1"])
try:
    while True:
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error():
            if message.error().code() == KafkaError._PARTITION_EOF:
                continue
            raise RuntimeError(message.error())
        scored = decode(message.value())
        origin = scored["origin"]
        print(
            f"{message.key().decode()} {scored['response_id']} {scored['normalized_reward']:.3f}"
            f" {scored['model_line']} version {scored['model_version']},"
            f" from {origin['topic']}-{origin['partition']}@{origin['offset']}",
            flush=True,
        )
        consumer.commit(message, asynchronous=False)  # after the work: a crash repeats records, and loses none
except KeyboardInterrupt:
    pass
finally:
    consumer.close()
