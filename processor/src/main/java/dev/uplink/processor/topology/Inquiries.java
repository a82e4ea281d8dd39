package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Attachments;
import dev.uplink.processor.decide.Candidate;
import dev.uplink.processor.decide.Catalogue;
import dev.uplink.processor.decide.Integration;
import dev.uplink.processor.decide.Questions;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.processor.lookup.Answer;
import dev.uplink.processor.lookup.Answers;
import dev.uplink.processor.lookup.Lookup;
import dev.uplink.processor.memory.LookupStore;
import dev.uplink.processor.memory.Memory;
import dev.uplink.processor.memory.Pending;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.LookupResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** What events have to have asked of Bitbucket, and what it has answered. */
final class Inquiries {
  private static final String TIMED_OUT =
      "no answer in %d seconds".formatted(Limits.LOOKUP_WAIT.toSeconds());

  private final ProcessorContext<String, SpecificRecord> context;
  private final Memory memory;
  private final LookupStore lookups;
  private final Catalogue catalogue;
  private final Attachments attachments;
  private final Exits exits;

  Inquiries(
      ProcessorContext<String, SpecificRecord> context,
      Memory memory,
      Catalogue catalogue,
      Exits exits) {
    this.context = context;
    this.memory = memory;
    this.catalogue = catalogue;
    this.exits = exits;
    lookups = new LookupStore(context);
    attachments = new Attachments(catalogue);
  }

  /** For the same reason as {@link Memory#leaveMark}. */
  void leaveMark() {
    lookups.leaveMark();
  }

  /** By the catalogue of now, and by what is known now of the repository. */
  Inquiry of(Pending pending) {
    var repository = pending.repositoryKey();
    Optional<Integration> integration =
        catalogue.integration(repository.account(), pending.integrationId());
    List<Candidate> candidates = attachments.candidates(repository, pending.integrationId());
    Map<Lookup, String> ids = new LinkedHashMap<>();
    for (Lookup lookup :
        Questions.of(
            pending.event(),
            candidates,
            memory.of(repository, pending.integrationId(), Instant.ofEpochMilli(pending.at())))) {
      ids.put(
          lookup,
          LookupMapper.id(
              repository,
              pending.integrationId(),
              integration.map(Integration::credentialsVersion).orElse(0L),
              pending.deliveryId(),
              lookup));
    }
    // With its integration the credentials are gone too.
    return new Inquiry(pending, candidates, ids, integration.isPresent());
  }

  /** That of one event. */
  final class Inquiry implements Answers {
    private final Pending pending;
    private final List<Candidate> candidates;
    private final Map<Lookup, String> ids;
    private final boolean mayAsk;

    /** As read while deciding: thousands of targets may ask for the same ten thousand files. */
    private final Map<Lookup, Answer> answers = new HashMap<>();

    private Inquiry(
        Pending pending, List<Candidate> candidates, Map<Lookup, String> ids, boolean mayAsk) {
      this.pending = pending;
      this.candidates = candidates;
      this.ids = ids;
      this.mayAsk = mayAsk;
    }

    List<Candidate> candidates() {
      return candidates;
    }

    List<String> lookupIds() {
      return List.copyOf(ids.values());
    }

    /** Sends what was not asked yet, or not with success. */
    void ask() {
      RepositoryName name = pending.event().repository();
      if (name == null || !mayAsk) {
        return;
      }
      ids.forEach(
          (lookup, id) -> {
            if (lookups.ask(id, isAbout(lookup), pending.since())) {
              send(id, lookup, name);
            }
          });
    }

    private void send(String id, Lookup lookup, RepositoryName name) {
      exits.ask(
          // Not the event's time: nobody waits for what was asked long ago.
          RepositoryEventQueue.record(pending).withTimestamp(context.currentSystemTimeMs()),
          LookupMapper.request(
              id,
              pending.repositoryKey(),
              pending.integrationId(),
              name,
              lookup,
              Instant.ofEpochMilli(pending.at())));
    }

    /** Whether nothing is left to wait for. */
    boolean isAnswered() {
      return !mayAsk
          || ids.entrySet().stream()
              .allMatch(one -> result(one.getKey(), one.getValue()).isPresent());
    }

    @Override
    public Answer to(Lookup lookup) {
      return answers.computeIfAbsent(lookup, this::read);
    }

    private Answer read(Lookup lookup) {
      @Nullable String id = ids.get(lookup);
      if (id == null) {
        return new Answer.None("more has to be asked than is asked for one event");
      }
      if (!mayAsk) {
        return new Answer.None("the integration is not known (any more)");
      }
      return result(lookup, id)
          .map(result -> LookupMapper.answer(lookup, result))
          .orElseGet(() -> new Answer.None(TIMED_OUT));
    }

    private Optional<LookupResult> result(Lookup lookup, String id) {
      return lookups.answer(id, isAbout(lookup), pending.since());
    }

    private static Predicate<LookupResult> isAbout(Lookup lookup) {
      return result -> !LookupMapper.isBeside(lookup, result);
    }
  }
}
