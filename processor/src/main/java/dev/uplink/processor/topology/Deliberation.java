package dev.uplink.processor.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.processor.catalogue.CatalogueStores;
import dev.uplink.processor.decide.Attachments;
import dev.uplink.processor.decide.Candidate;
import dev.uplink.processor.decide.Catalogue;
import dev.uplink.processor.decide.Integration;
import dev.uplink.processor.decide.Questions;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.processor.lookup.Answer;
import dev.uplink.processor.lookup.Lookup;
import dev.uplink.processor.memory.LookupBook;
import dev.uplink.processor.memory.Memory;
import dev.uplink.processor.memory.Pending;
import dev.uplink.processor.memory.Waiting;
import dev.uplink.processor.memory.WaitingEvents;
import dev.uplink.processor.metrics.Meters;
import dev.uplink.processor.metrics.WaitEnd;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.Transience;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Decides events in the order in which they arrived at their repository. One that needs answers of
 * Bitbucket waits for them in a store, and so do those behind it; what they need is asked on
 * arrival, side by side.
 */
final class Deliberation {
  /** How often whoever owns this calls {@link #goOn}. */
  static final Duration TURN_EVERY = Duration.ofMillis(100);

  /** Of one repository at once: a turn is one transaction, and the others wait. */
  private static final int DECISIONS_A_TURN = 50;

  private static final String TIMED_OUT =
      "no answer in %d seconds".formatted(Limits.LOOKUP_WAIT.toSeconds());

  private final ProcessorContext<String, SpecificRecord> context;
  private final Memory memory;
  private final LookupBook lookups;
  private final WaitingEvents waiting;
  private final Catalogue catalogue;
  private final Attachments attachments;
  private final Decisions decisions;
  private final Exits exits;
  private final Meters meters;
  private boolean marked;

  /** Repositories with more that is ready than one turn decides; after a restart waits end them. */
  private final Set<RepositoryKey> unfinished = new LinkedHashSet<>();

  Deliberation(
      ProcessorContext<String, SpecificRecord> context,
      Memory memory,
      DeadLetters deadLetters,
      Meters meters) {
    this.context = context;
    this.memory = memory;
    this.meters = meters;
    lookups = new LookupBook(context);
    waiting = new WaitingEvents(context);
    catalogue = CatalogueStores.of(context);
    attachments = new Attachments(catalogue);
    exits = new Exits(context, deadLetters, meters);
    decisions = new Decisions(memory, catalogue, exits, meters);
  }

  /** For the same reason as {@link Memory#leaveMark}. */
  void leaveMark() {
    if (!marked) {
      lookups.leaveMark();
      waiting.leaveMark();
      marked = true;
    }
  }

  /**
   * @param received the record's value, for the dead letter that it may become at once
   */
  void arrive(Pending pending, Received<?> received) {
    RepositoryKey repository = pending.repositoryKey();
    Need need = need(pending);
    ask(pending, need);
    if (waiting.count(repository) == 0 && open(pending, need).isEmpty()) {
      decide(pending, need, received);
      return;
    }
    waiting.add(repository, pending);
    if (waiting.count(repository) > Limits.EVENTS_WAITING) {
      boolean _ = decideFirst(repository, WaitEnd.QUEUE_FULL);
      decideWhatIsReady(repository);
    }
  }

  /** Something was answered: the first event may have all it needs, and then the next. */
  void decideWhatIsReady(RepositoryKey repository) {
    unfinished.remove(repository);
    for (int decided = 0; waiting.count(repository) > 0; decided++) {
      if (decided == DECISIONS_A_TURN) {
        unfinished.add(repository);
        return;
      }
      if (!decideFirst(repository, WaitEnd.ANSWERED)) {
        return;
      }
    }
  }

  /** Ends waits that have lasted too long. What is not answered then is not known. */
  void endWaits() {
    Instant now = wallClock();
    long latest = now.minus(Limits.LOOKUP_WAIT).toEpochMilli();
    int decided = 0;
    for (RepositoryKey repository : waiting.waitingSince(latest, now.toEpochMilli())) {
      while (waiting.firstHasWaitedSince(repository, latest)) {
        if (decided++ == DECISIONS_A_TURN) {
          return;
        }
        boolean _ = decideFirst(repository, WaitEnd.TIMED_OUT);
      }
      unfinished.add(repository);
    }
  }

  /** Takes the next turn at a repository with more that is ready than one turn decides. */
  void goOn() {
    List.copyOf(unfinished).stream().findFirst().ifPresent(this::decideWhatIsReady);
  }

  /**
   * @param end why it is its turn
   * @return false when it goes on waiting, which it only may when it is not known to have waited
   *     enough
   */
  private boolean decideFirst(RepositoryKey repository, WaitEnd end) {
    boolean ended =
        switch (waiting.first(repository).orElseThrow()) {
          case Waiting.Event(Pending pending) -> endsHere(pending, end);
          case Waiting.Unreadable unreadable -> {
            giveUp(repository, unreadable);
            yield true;
          }
        };
    if (ended) {
      waiting.removeFirst(repository, wallClock().toEpochMilli());
    }
    return ended;
  }

  /**
   * However this ends, it ends here: the record that led to it is another one, and must not answer
   * for it.
   */
  private boolean endsHere(Pending pending, WaitEnd end) {
    try {
      Need need = need(pending);
      if (end == WaitEnd.ANSWERED && !isReady(pending, need)) {
        return false;
      }
      decide(pending, need, null);
    } catch (RuntimeException e) {
      if (Transience.mayPass(e)) {
        throw e;
      }
      exits.giveUp(
          record(pending),
          PendingMapper.origin(pending),
          pending.deliveryId(),
          DeadLetterReason.PROCESSING_FAILED,
          "it could not be decided: " + e,
          null);
    }
    meters.waited(end);
    return true;
  }

  private boolean isReady(Pending pending, Need need) {
    // Of a target that came meanwhile nothing may have been asked yet.
    ask(pending, need);
    return open(pending, need).isEmpty();
  }

  /** Those behind it must not wait for ever for what nobody can read. */
  private void giveUp(RepositoryKey repository, Waiting.Unreadable unreadable) {
    Instant at = Objects.requireNonNullElseGet(unreadable.at(), this::wallClock);
    exits.giveUp(
        new Record<>(repository.toString(), null, at.toEpochMilli()),
        PendingMapper.origin(unreadable, context.taskId().partition(), at),
        unreadable.deliveryId(),
        DeadLetterReason.PROCESSING_FAILED,
        "what was kept of it while it waited cannot be read: " + unreadable.why(),
        new Received<>(unreadable, ByteBuffer.wrap(unreadable.row().getBytes(UTF_8))));
  }

  private void decide(Pending pending, Need need, @Nullable Received<?> received) {
    decisions.decide(
        pending,
        need.candidates,
        need.lookups.values().stream().toList(),
        lookup -> answer(pending, need, lookup),
        received);
  }

  private Answer answer(Pending pending, Need need, Lookup lookup) {
    String id = need.lookups.get(lookup);
    if (id == null) {
      return new Answer.None("more has to be asked than is asked for one event");
    }
    if (!mayAsk(pending)) {
      return new Answer.None("the integration is not known (any more)");
    }
    return lookups
        .answer(id, pending.since())
        .map(LookupMapper::answer)
        .orElseGet(() -> new Answer.None(TIMED_OUT));
  }

  private Need need(Pending pending) {
    RepositoryKey repository = pending.repositoryKey();
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
              integration(pending).map(Integration::credentialsVersion).orElse(0L),
              pending.deliveryId(),
              lookup));
    }
    return new Need(candidates, ids);
  }

  private void ask(Pending pending, Need need) {
    RepositoryName name = pending.event().repository();
    if (name == null || !mayAsk(pending)) {
      return;
    }
    Instant now = wallClock();
    need.lookups.forEach(
        (lookup, id) -> {
          if (lookups.ask(id, pending.since())) {
            exits.ask(
                // Not the event's time: nobody waits for what was asked long ago.
                record(pending).withTimestamp(now.toEpochMilli()),
                LookupMapper.request(
                    id,
                    pending.repositoryKey(),
                    pending.integrationId(),
                    name,
                    lookup,
                    Instant.ofEpochMilli(pending.at())));
          }
        });
  }

  /** What is not answered yet. */
  private List<String> open(Pending pending, Need need) {
    return mayAsk(pending)
        ? need.lookups.values().stream()
            .filter(id -> lookups.answer(id, pending.since()).isEmpty())
            .toList()
        : List.of();
  }

  /** With its integration the credentials are gone too. */
  private boolean mayAsk(Pending pending) {
    return integration(pending).isPresent();
  }

  private Optional<Integration> integration(Pending pending) {
    return catalogue.integration(pending.repositoryKey().account(), pending.integrationId());
  }

  static Record<String, ?> record(Pending pending) {
    return new Record<>(
        pending.repository(), null, pending.at(), PendingMapper.headers(pending.headers()));
  }

  /** Waits are measured by it; no outcome is. */
  private Instant wallClock() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  /**
   * @param lookups what has to be asked, each with its id
   */
  private record Need(List<Candidate> candidates, Map<Lookup, String> lookups) {}
}
