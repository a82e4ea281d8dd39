// Reads or writes one of Uplink's topics the way any program with Confluent's own client would.
//   node client.mjs consume <topic> <field> <value>  prints the first such record as JSON
//   node client.mjs produce <topic> <key> <json>     writes with the subject's latest schema
// KAFKA and REGISTRY name the broker and the registry's Confluent API.
import { AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType, TopicNameStrategy }
  from "@confluentinc/schemaregistry";
import { Kafka, logLevel } from "kafkajs";

const [verb, topic, ...rest] = process.argv.slice(2);
const kafka = new Kafka({ brokers: [process.env.KAFKA], logLevel: logLevel.ERROR });
const registry = new SchemaRegistryClient({ baseURLs: [process.env.REGISTRY] });
const subjects = { subjectNameStrategy: TopicNameStrategy };

/** Reads from the beginning until it meets the record. */
async function consume(field, wanted) {
  const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, subjects);
  const consumer = kafka.consumer({ groupId: `client-${process.pid}-${Date.now()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise((resolve, reject) => {
    consumer.run({
      eachMessage: async ({ message }) => {
        try {
          const value = message.value && (await deserializer.deserialize(topic, message.value));
          if (value?.[field] === wanted) {
            console.log(JSON.stringify({ key: message.key?.toString(), value }));
            resolve();
          }
        } catch (error) {
          reject(error);
        }
      },
    }).catch(reject);
  });
  await consumer.disconnect();
}

async function produce(key, json) {
  const serializer = new AvroSerializer(registry, SerdeType.VALUE,
    { ...subjects, useLatestVersion: true, autoRegisterSchemas: false });
  const value = await serializer.serialize(topic, JSON.parse(json));
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({ topic, acks: -1, messages: [{ key, value }] });
  await producer.disconnect();
}

if (verb === "consume") await consume(rest[0], rest[1]);
else if (verb === "produce") await produce(rest[0], rest[1]);
else throw new Error(`unknown verb: ${verb}`);
