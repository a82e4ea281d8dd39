package dev.uplink.schemas.docs;

import dev.uplink.schemas.topic.Topic;

/**
 * How a topic is read, in three languages. All pages have the same programs but for names, so that
 * running those of one page, as the end-to-end tests do, shows that those of all are right.
 */
final class ReadSnippets {
  private static final String KCAT =
      """
      kcat -C -b 127.0.0.1:9092 -t TOPIC -o beginning -e -X isolation.level=read_committed \\
        -s value=avro -r http://127.0.0.1:8081/apis/ccompat/v7 -f '%k %s\\n'
      """;

  private static final String JAVA =
      """
      import dev.uplink.schemas.avro.RECORD;
      import dev.uplink.schemas.serde.ConfluentAvroDeserializer;
      import org.apache.kafka.clients.consumer.KafkaConsumer;
      import org.apache.kafka.common.serialization.StringDeserializer;

      void main() {
        Map<String, Object> config =
            Map.of(
                "bootstrap.servers", System.getenv().getOrDefault("KAFKA", "127.0.0.1:9092"),
                "schema.registry.url",
                    System.getenv()
                        .getOrDefault("REGISTRY", "http://127.0.0.1:8081/apis/ccompat/v7"),
                "group.id", "my-java-program",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed",
                "key.deserializer", StringDeserializer.class,
                "value.deserializer", ConfluentAvroDeserializer.class,
                "specific.avro.value.type", RECORD.class);
        try (var consumer = new KafkaConsumer<String, RECORD>(config)) {
          consumer.subscribe(List.of("TOPIC"));
          while (true) {
            for (var record : consumer.poll(Duration.ofSeconds(1))) {
              IO.println(record.key() + " " + record.value());
            }
          }
        }
      }
      """;

  private static final String JAVASCRIPT =
      """
      import { AvroDeserializer, SchemaRegistryClient, SerdeType, TopicNameStrategy }
        from "@confluentinc/schemaregistry";
      import { Kafka, logLevel } from "kafkajs";

      const topic = "TOPIC";
      const kafka = new Kafka({ brokers: [process.env.KAFKA ?? "127.0.0.1:9092"], logLevel: logLevel.ERROR });
      const registry = new SchemaRegistryClient(
        { baseURLs: [process.env.REGISTRY ?? "http://127.0.0.1:8081/apis/ccompat/v7"] });
      const deserializer = new AvroDeserializer(registry, SerdeType.VALUE,
        { subjectNameStrategy: TopicNameStrategy });

      // It reads committed records only, unless told otherwise.
      const consumer = kafka.consumer({ groupId: "my-javascript-program" });
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      await consumer.run({
        eachMessage: async ({ message }) => {
          const value = message.value && (await deserializer.deserialize(topic, message.value));
          console.log(JSON.stringify({ key: message.key.toString(), value }));
        },
      });
      """;

  private static final String TEXT =
      """
      The addresses are those of [local mode](../../../deploy/local/README.md); each program but kcat goes on until it is stopped.

      [kcat](https://github.com/edenhill/kcat), where `kcat -V` names Avro among its features (Homebrew's does; Debian's does not: leave the
      second line's `-s` and `-r` out there, and see keys and bytes). It shows Avro's own JSON, in which what is nullable is wrapped, as in `{"string": "main"}`:

      ```sh
      KCAT```

      Java 25, as `Read.java`, run by `lib=deploy/examples/scheduler/target; java -cp "$lib/*:$lib/lib/*" Read.java`, which has all it needs once `deploy/examples/scheduler/run`
      was there. [Confluent's deserializer](../../README.md#confluents-own-serializer) does as well:

      ```java
      JAVA```

      JavaScript with Confluent's own client, as `read.mjs` after `npm install @confluentinc/schemaregistry kafkajs`:

      ```js
      JAVASCRIPT```
      """;

  private ReadSnippets() {}

  static String of(Topic<?> topic) {
    return TEXT.replace("JAVASCRIPT", JAVASCRIPT)
        .replace("KCAT", KCAT)
        .replace("JAVA```", JAVA + "```")
        .replace("TOPIC", topic.name())
        .replace("RECORD", topic.value().getSimpleName());
  }
}
