// Reads or writes one of Uplink's topics the way any program with Confluent's own client would.
//   node client.mjs consume <topic> <count>         prints each record as a line of JSON
//   node client.mjs produce <topic> <key> <json>    writes with the subject's latest schema
// KAFKA and REGISTRY name the broker and the registry's Confluent API.
import { AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType, TopicNameStrategy }
  from "@confluentinc/schemaregistry";
import { Kafka, logLevel } from "kafkajs";

const [verb, topic, ...rest] = process.argv.slice(2);
const kafka = new Kafka({ brokers: [process.env.KAFKA], logLevel: logLevel.ERROR });
const registry = new SchemaRegistryClient({ baseURLs: [process.env.REGISTRY] });
const subjects = { subjectNameStrategy: TopicNameStrategy };

async function consume(count) {
  const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, subjects);
  const consumer = kafka.consumer({ groupId: `client-${process.pid}-${Date.now()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let read = 0;
  await new Promise((resolve, reject) => {
    consumer.run({
      eachMessage: async ({ message }) => {
        if (read >= count) return;
        try {
          const value = message.value && (await deserializer.deserialize(topic, message.value));
          console.log(JSON.stringify({ key: message.key?.toString(), value }));
          if (++read === count) resolve();
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

if (verb === "consume") await consume(Number(rest[0]));
else if (verb === "produce") await produce(rest[0], rest[1]);
else throw new Error(`unknown verb: ${verb}`);
