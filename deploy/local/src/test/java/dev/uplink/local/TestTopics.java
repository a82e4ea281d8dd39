package dev.uplink.local;

import dev.uplink.local.topic.WholeTopic;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.serde.SchemaRegistry;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** What is on the topics and in the registry. */
final class TestTopics {
  private TestTopics() {}

  static <V extends SpecificRecord> List<V> all(LocalUplink uplink, Topic<V> topic) {
    List<V> records = new ArrayList<>();
    try (WholeTopic<V> whole =
        new WholeTopic<>(KafkaAccess.open(uplink.endpoints().kafka()), uplink.serdes(), topic)) {
      whole.readToEnd(records::add);
    }
    return records;
  }

  static Map<String, Integer> ids(SchemaRegistry registry) {
    Map<String, Integer> ids = new TreeMap<>();
    for (Topic<?> topic : Topics.ALL) {
      ids.put(
          topic.subject(),
          registry.idOf(topic.subject(), SpecificData.get().getSchema(topic.value())));
    }
    return ids;
  }
}
