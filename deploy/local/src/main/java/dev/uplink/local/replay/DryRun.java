package dev.uplink.local.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.processor.memory.Retention;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides chosen deliveries anew, and compares. */
final class DryRun {
  private static final List<Topic<?>> CATALOGUE =
      List.of(Topics.ACCOUNTS, Topics.SPACES, Topics.INTEGRATIONS, Topics.STACKS, Topics.MODULES);

  private final Records records;
  private final AvroSerdes serdes;
  private final Retention retention;

  /**
   * @param serdes whose registry nothing is written to
   */
  DryRun(Records records, AvroSerdes serdes, Retention retention) {
    this.records = records;
    this.serdes = serdes;
    this.retention = retention;
  }

  /**
   * @throws CannotReplayException if the topics cannot be read, or there is too much to read
   */
  Report of(Selection selection) {
    Chosen chosen = new Chooser(records, serdes).choose(selection);
    if (chosen.deliveries().isEmpty()) {
      return new Report(selection, chosen.repeated(), chosen.lost(), Map.of(), 0, List.of());
    }
    Past past = Past.read(records, serdes, chosen.deliveries());
    List<Report.Entry> entries = new ArrayList<>();
    try (Rehearsal rehearsal = new Rehearsal(serdes, retention, past.answers())) {
      Map<String, Integer> catalogue = learn(rehearsal);
      for (Delivery delivery : chosen.deliveries()) {
        Rehearsed now = rehearsal.decide(delivery);
        entries.add(new Report.Entry(delivery, Comparison.of(past.of(delivery), now.fate()), now));
      }
      return new Report(
          selection,
          chosen.repeated(),
          chosen.lost(),
          catalogue,
          rehearsal.unusableEntities(),
          entries);
    }
  }

  private Map<String, Integer> learn(Rehearsal rehearsal) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Topic<?> topic : CATALOGUE) {
      Set<String> living = new HashSet<>();
      records.read(
          topic,
          Optional.empty(),
          record -> {
            rehearsal.learn(topic, record);
            String key = record.key() == null ? "" : new String(record.key(), UTF_8);
            if (record.value() == null) {
              living.remove(key);
            } else {
              living.add(key);
            }
          });
      counts.put(topic.name().substring(topic.name().indexOf('.') + 1), living.size());
    }
    return counts;
  }
}
