package dev.uplink.local.replay;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.LookupOutcome;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the topics still say of deliveries: what became of them, and what Bitbucket answered about
 * their repositories.
 *
 * @param fates by {@link Delivery#identity}
 * @param answers by lookup id
 */
record Past(Map<String, Fate> fates, Map<String, LookupResult> answers) {
  Fate of(Delivery delivery) {
    return fates.getOrDefault(delivery.identity(), new Fate.NotKnown());
  }

  static Past read(Records records, AvroSerdes serdes, List<Delivery> deliveries) {
    // Results bear the time of the record they come from, so none of them is older.
    Optional<Instant> first = deliveries.stream().map(Delivery::at).min(Comparator.naturalOrder());
    return new Past(
        fates(records, serdes, deliveries, first), answers(records, serdes, deliveries));
  }

  private static Map<String, Fate> fates(
      Records records, AvroSerdes serdes, List<Delivery> deliveries, Optional<Instant> first) {
    Set<String> wanted = deliveries.stream().map(Delivery::identity).collect(Collectors.toSet());
    Map<String, String> byOrigin =
        deliveries.stream()
            .collect(Collectors.toMap(Delivery::origin, Delivery::identity, (a, b) -> a));
    Map<String, Fate> fates = new HashMap<>();
    Decoder<DeadLetter> letters = new Decoder<>(serdes, Topics.DEAD_LETTERS);
    records.read(
        Topics.DEAD_LETTERS,
        first,
        record ->
            letters
                .read(record.value())
                .ifPresent(
                    letter -> {
                      String identity = byOrigin.get(origin(letter));
                      if (identity != null) {
                        fates.put(identity, FateMapper.givenUp(letter));
                      }
                    }));
    Decoder<Decision> decisions = new Decoder<>(serdes, Topics.DECISIONS);
    records.read(
        Topics.DECISIONS,
        first,
        record ->
            decisions
                .read(record.value())
                .filter(decision -> wanted.contains(decision.getDeliveryId()))
                .ifPresent(
                    decision -> fates.put(decision.getDeliveryId(), FateMapper.decided(decision))));
    return fates;
  }

  /** A failure does not replace a good answer to the same question. */
  private static Map<String, LookupResult> answers(
      Records records, AvroSerdes serdes, List<Delivery> deliveries) {
    Set<String> repositories = deliveries.stream().map(Delivery::key).collect(Collectors.toSet());
    Map<String, LookupResult> answers = new HashMap<>();
    Decoder<LookupResult> results = new Decoder<>(serdes, Topics.LOOKUP_RESULTS);
    records.read(
        Topics.LOOKUP_RESULTS,
        Optional.empty(),
        record ->
            results
                .read(record.value())
                .filter(result -> repositories.contains(result.getRepositoryKey()))
                .ifPresent(result -> answers.merge(result.getLookupId(), result, Past::better)));
    return answers;
  }

  private static LookupResult better(LookupResult known, LookupResult later) {
    return known.getOutcome() == LookupOutcome.ANSWERED
            && later.getOutcome() != LookupOutcome.ANSWERED
        ? known
        : later;
  }

  private static String origin(DeadLetter letter) {
    return "%s/%d/%d"
        .formatted(letter.getOriginTopic(), letter.getOriginPartition(), letter.getOriginOffset());
  }
}
