package dev.uplink.schemas.docs;

import static java.util.stream.Collectors.joining;

import dev.uplink.schemas.access.Principal;
import dev.uplink.schemas.topic.Topic;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;

/**
 * How a topic is read, in three languages. All pages have the same programs but for names, so that
 * running those of one page, as the end-to-end tests do, shows that those of all are right.
 */
final class ReadSnippets {
  private static final String KCAT =
      """
      kcat -C -b ${KAFKA:-127.0.0.1:9092} -t TOPIC -o beginning -e -X isolation.level=read_committed \\
        -s value=avro -r ${REGISTRY:-http://127.0.0.1:8081/apis/ccompat/v7} -f '%k %s\\n'
      """;

  private static final String JAVA =
      """
      import dev.uplink.schemas.avro.RECORD;
      import dev.uplink.schemas.serde.ConfluentAvroDeserializer;
      import org.apache.kafka.clients.consumer.KafkaConsumer;
      import org.apache.kafka.common.serialization.StringDeserializer;

      void main() {
        var config = new HashMap<String, Object>();
        config.put("bootstrap.servers", setting("KAFKA", "127.0.0.1:9092"));
        config.put(
            "schema.registry.url", setting("REGISTRY", "http://127.0.0.1:8081/apis/ccompat/v7"));
        config.put("group.id", setting("GROUP", "my-java-program"));
        config.put("auto.offset.reset", "earliest");
        config.put("isolation.level", "read_committed");
        config.put("key.deserializer", StringDeserializer.class);
        config.put("value.deserializer", ConfluentAvroDeserializer.class);
        config.put("specific.avro.value.type", RECORD.class);
        if (System.getenv("KAFKA_USER") instanceof String user) {
          config.put("security.protocol", "SASL_SSL");
          config.put("ssl.truststore.type", "PEM");
          config.put("ssl.truststore.location", System.getenv("KAFKA_CA"));
          config.put("sasl.mechanism", "SCRAM-SHA-512");
          config.put(
              "sasl.jaas.config",
              "org.apache.kafka.common.security.scram.ScramLoginModule required username=\\"%s\\" password=\\"%s\\";"
                  .formatted(user, System.getenv("KAFKA_PASSWORD")));
        }
        try (var consumer = new KafkaConsumer<String, RECORD>(config)) {
          consumer.subscribe(List.of("TOPIC"));
          while (true) {
            for (var record : consumer.poll(Duration.ofSeconds(1))) {
              IO.println(record.key() + " " + record.value());
            }
          }
        }
      }

      String setting(String name, String local) {
        return System.getenv().getOrDefault(name, local);
      }
      """;

  private static final String LOGIN =
      """
      printf '%s\\n' > login.conf security.protocol=SASL_SSL ssl.ca.location="$KAFKA_CA" \\
        sasl.mechanisms=SCRAM-SHA-512 sasl.username="$KAFKA_USER" sasl.password="$KAFKA_PASSWORD"
      """;

  private static final String JAVASCRIPT =
      """
      import { AvroDeserializer, SchemaRegistryClient, SerdeType, TopicNameStrategy }
        from "@confluentinc/schemaregistry";
      import { Kafka, logLevel } from "kafkajs";
      import { readFileSync } from "node:fs";

      const topic = "TOPIC";
      const env = process.env;
      const login = env.KAFKA_USER && {
        ssl: { ca: [readFileSync(env.KAFKA_CA, "utf8")] },
        sasl: { mechanism: "scram-sha-512", username: env.KAFKA_USER, password: env.KAFKA_PASSWORD },
      };
      const kafka = new Kafka(
        { brokers: [env.KAFKA ?? "127.0.0.1:9092"], logLevel: logLevel.ERROR, ...login });
      const registry = new SchemaRegistryClient(
        { baseURLs: [env.REGISTRY ?? "http://127.0.0.1:8081/apis/ccompat/v7"] });
      const deserializer = new AvroDeserializer(registry, SerdeType.VALUE,
        { subjectNameStrategy: TopicNameStrategy });

      // It reads committed records only, unless told otherwise.
      const consumer = kafka.consumer({ groupId: env.GROUP ?? "my-javascript-program" });
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
      Without variables the addresses are those of [local mode](../../../deploy/local/README.md), where nobody logs in; each program but kcat goes on until it is stopped. Where
      Kafka asks who comes, [some more](README.md#where-kafka-asks-who-comes) say it. WHO

      [kcat](https://github.com/edenhill/kcat), where `kcat -V` names Avro among its features (Homebrew's does; Debian's does not: leave the
      second line's `-s` and `-r` out there, and see keys and bytes). It shows Avro's own JSON, in which what is nullable is wrapped, as in `{"string": "main"}`:

      ```sh
      KCAT```

      With a login it is `kcat -F login.conf` and the rest, after what follows. `kcat -V` has to name librdkafka 2.6.1 or newer: Kafka 4 refuses the SCRAM
      of [older ones](https://github.com/edenhill/kcat/issues/462), such as Debian 12's, as `invalid credentials`.

      ```sh
      LOGIN```

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
        .replace("LOGIN", LOGIN)
        .replace("WHO", who(topic))
        .replace("JAVA```", JAVA + "```")
        .replace("TOPIC", topic.name())
        .replace("RECORD", topic.value().getSimpleName());
  }

  /** Whom the permissions let read it, of those who are not services. */
  private static String who(Topic<?> topic) {
    String users =
        Stream.of(Principal.SCHEDULER, Principal.DASHBOARD)
            .filter(principal -> reads(principal, topic))
            .map(principal -> "`%s` (in a group that begins so)".formatted(principal.user()))
            .collect(joining(" or "));
    return users.isEmpty()
        ? "Only services may read this topic: whoever else is to, gets READ on it and on a group,"
            + " as a user of its own."
        : "This topic is read as %s.".formatted(users);
  }

  private static boolean reads(Principal principal, Topic<?> topic) {
    return principal.permissions().stream()
        .anyMatch(
            permission ->
                permission.on().name().equals(topic.name())
                    && permission.operation() == AclOperation.READ);
  }
}
