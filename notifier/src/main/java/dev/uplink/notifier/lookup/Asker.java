package dev.uplink.notifier.lookup;

import dev.uplink.notifier.bitbucket.CallFailedException;
import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.notifier.bitbucket.RepositoryReader;
import dev.uplink.notifier.bitbucket.UsableCredentials;
import dev.uplink.notifier.credentials.ApiCredential;
import dev.uplink.notifier.credentials.CredentialLookup;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks Bitbucket, again and again where that may help, until it answers or the time is over. Blocks
 * for no longer than that.
 */
public final class Asker implements Asking {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  /** Or waiting for one that is away would take the places of all others. */
  private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

  /** When Bitbucket has had too many requests, and does not say for how long. */
  private static final Duration REST_UNSAID = Duration.ofSeconds(30);

  /** The outbox may be behind the event, but not for long. */
  private static final int TRIES_FOR_UNKNOWN = 3;

  private final Integrations integrations;
  private final UsableCredentials credentials;
  private final Readers readers;
  private final Duration budget;
  private final Pause pause;
  private final DoubleSupplier random;
  private final InstantSource clock;
  private final Map<String, Instant> resting = new ConcurrentHashMap<>();
  private final Map<String, Away> away = new ConcurrentHashMap<>();

  /** An integration whose Bitbucket did not answer, and what is said of it until it is asked. */
  private record Away(Instant until, Reply reply) {}

  /** Makes what asks Bitbucket about one repository. */
  @FunctionalInterface
  public interface Readers {
    RepositoryReader of(
        String integrationId,
        IntegrationFacts facts,
        ApiCredential credential,
        Duration budget,
        String namespace,
        String repository);
  }

  /** Lets some time go by. */
  @FunctionalInterface
  public interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /**
   * @param budget for one lookup, with all its tries
   * @param random from 0 to 1: by how much pauses are shortened, so that tries do not go in step
   */
  public Asker(
      Integrations integrations,
      UsableCredentials credentials,
      Readers readers,
      Duration budget,
      Pause pause,
      DoubleSupplier random,
      InstantSource clock) {
    this.integrations = integrations;
    this.credentials = credentials;
    this.readers = readers;
    this.budget = budget;
    this.pause = pause;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public Reply ask(Lookup lookup) throws InterruptedException {
    Instant now = clock.instant();
    @Nullable Away known = away.get(lookup.integrationId());
    if (known != null && now.isBefore(known.until())) {
      return known.reply();
    }
    Instant end = now.plus(budget);
    for (int tries = 1; ; tries++) {
      if (!isRested(lookup.integrationId(), end)) {
        return new Reply.Unanswered(
            Fault.RATE_LIMITED, "Bitbucket has had too many requests and wants to be left alone");
      }
      CallFailedException failure;
      try {
        return new Reply.Answered(askOnce(lookup, end));
      } catch (CallFailedException e) {
        failure = e;
      }
      // What a request says that was cut off by our own end is nothing about Bitbucket.
      if (Thread.interrupted()) {
        throw new InterruptedException("the notifier is ending");
      }
      Duration rest = rest(lookup.integrationId(), failure, tries);
      if (!mayPass(failure, tries) || clock.instant().plus(rest).isAfter(end)) {
        return ended(lookup.integrationId(), failure);
      }
      pause.of(rest);
    }
  }

  /** One that did not answer for all that time would not answer the next either. */
  private Reply ended(String integration, CallFailedException failure) {
    Reply reply = Reply.of(failure);
    if (failure.isPassing() && failure.fault() != Fault.RATE_LIMITED) {
      away.put(integration, new Away(clock.instant().plus(LEFT_ALONE), reply));
    } else {
      away.remove(integration);
    }
    return reply;
  }

  private Found askOnce(Lookup lookup, Instant end) throws CallFailedException {
    IntegrationFacts facts = facts(lookup);
    String integration = lookup.integrationId();
    CredentialLookup.Found used = credentials.of(integration, facts);
    try {
      return found(lookup, facts, used.credential(), end);
    } catch (CallFailedException e) {
      if (e.fault() != Fault.UNAUTHORIZED) {
        throw e;
      }
      // Replaced a moment ago, perhaps, and the word of it still on its way.
      credentials.forget(integration);
      CredentialLookup.Found fresh = credentials.of(integration, facts(lookup));
      if (fresh.version() <= used.version()) {
        throw e;
      }
      return found(lookup, facts(lookup), fresh.credential(), end);
    }
  }

  private Found found(Lookup lookup, IntegrationFacts facts, ApiCredential credential, Instant end)
      throws CallFailedException {
    Duration left = Duration.between(clock.instant(), end);
    RepositoryReader bitbucket =
        readers.of(
            lookup.integrationId(),
            facts,
            credential,
            left,
            lookup.namespace(),
            lookup.repository());
    return switch (lookup.question()) {
      case Question.PushedFiles(String from, String to) ->
          new Found.Files(bitbucket.changedFiles(from, to));
      case Question.FilesSinceBranch(String branch, String to) ->
          new Found.Files(bitbucket.changedFilesSince(branch, to));
      case Question.PullRequestFiles(long id, var _) ->
          new Found.FilesOfPullRequest(bitbucket.pullRequestFiles(id));
      case Question.FullHash(String hash) -> new Found.Commit(bitbucket.fullHash(hash));
      case Question.TagCommit(String tag) -> new Found.Commit(bitbucket.tagCommit(tag));
      case Question.BranchHead(String branch) -> new Found.Commit(bitbucket.branchHead(branch));
      case Question.PullRequestsOf(String commit) ->
          new Found.Requests(bitbucket.pullRequests(commit));
      case Question.OwnAccount() -> new Found.Account(bitbucket.ownAccount());
    };
  }

  private IntegrationFacts facts(Lookup lookup) throws CallFailedException {
    IntegrationFacts facts =
        integrations
            .find(lookup.account(), lookup.integrationId())
            .orElseThrow(
                () ->
                    new CallFailedException(
                        Fault.INTEGRATION_UNKNOWN,
                        "the notifier knows no such integration: it is deleted, or too new"));
    if (facts.product() != lookup.product()) {
      throw new CallFailedException(
          Fault.INTEGRATION_UNKNOWN, "the integration is one of the other Bitbucket");
    }
    return facts;
  }

  private static boolean mayPass(CallFailedException failure, int tries) {
    return failure.isPassing()
        || (failure.fault() == Fault.INTEGRATION_UNKNOWN && tries < TRIES_FOR_UNKNOWN);
  }

  /** Bitbucket's own word first, also for the other questions of the integration. */
  private Duration rest(String integration, CallFailedException failure, int tries) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 10));
    Duration most = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    Duration ours = most.minusMillis((long) (most.toMillis() / 2.0 * random.getAsDouble()));
    @Nullable Duration said = failure.retryAfter();
    boolean limited = failure.fault() == Fault.RATE_LIMITED;
    if (limited && said == null) {
      said = REST_UNSAID;
    }
    if (said == null || said.compareTo(ours) < 0) {
      return ours;
    }
    if (limited) {
      resting.merge(
          integration,
          clock.instant().plus(said),
          (before, after) -> after.isAfter(before) ? after : before);
    }
    return said;
  }

  /** Whether the time is enough for the rest that Bitbucket wants, which then is over. */
  private boolean isRested(String integration, Instant end) throws InterruptedException {
    @Nullable Instant until = resting.get(integration);
    if (until == null) {
      return true;
    }
    Instant now = clock.instant();
    if (until.isAfter(end)) {
      return false;
    }
    if (now.isBefore(until)) {
      pause.of(Duration.between(now, until));
    }
    resting.remove(integration, until);
    return true;
  }
}
