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
import java.util.Comparator;
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

  /** While one rests. */
  private static final Duration LOOK_FOR_CREDENTIALS = Duration.ofSeconds(1);

  /** For one question that fails while others are answered: its place is wanted by those. */
  private static final int TRIES_WHILE_OTHERS_ARE_ANSWERED = 4;

  /** The outbox may be behind the event, but not for long. */
  private static final int TRIES_FOR_UNKNOWN = 3;

  private final Integrations integrations;
  private final UsableCredentials credentials;
  private final Readers readers;
  private final Duration budget;
  private final Pause pause;
  private final DoubleSupplier random;
  private final InstantSource clock;
  private final Map<String, Rest> resting = new ConcurrentHashMap<>();
  private final Map<String, Away> away = new ConcurrentHashMap<>();

  /** When each integration's Bitbucket answered last. */
  private final Map<String, Instant> answered = new ConcurrentHashMap<>();

  private final RefusedCredentials refused = new RefusedCredentials();

  /**
   * Bitbucket has had too many requests of an integration.
   *
   * @param credentialsVersion with which they were made, or an older one
   */
  private record Rest(Instant until, long credentialsVersion) {
    /** What was said to newer credentials, else the longer one. */
    Rest or(Rest other) {
      return Comparator.comparingLong(Rest::credentialsVersion)
                  .thenComparing(Rest::until)
                  .compare(this, other)
              < 0
          ? other
          : this;
    }
  }

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
    int refusals = 0;
    for (int tries = 1; ; tries++) {
      if (!isRested(lookup, end)) {
        return new Reply.Unanswered(
            Fault.RATE_LIMITED, "Bitbucket has had too many requests and wants to be left alone");
      }
      long version = credentialsVersion(lookup);
      CallFailedException failure;
      try {
        Found found = askOnce(lookup, end);
        refused.areTaken(lookup.integrationId());
        answered.put(lookup.integrationId(), clock.instant());
        return new Reply.Answered(found);
      } catch (CallFailedException e) {
        failure = e;
      }
      // What a request says that was cut off by our own end is nothing about Bitbucket.
      if (Thread.interrupted()) {
        throw new InterruptedException("the notifier is ending");
      }
      boolean isRefused = failure.fault() == Fault.UNAUTHORIZED;
      refusals = isRefused ? refusals + 1 : 0;
      boolean mayPass =
          isRefused
              ? !refused.areRefused(lookup.integrationId(), version, refusals)
              : mayPass(failure, tries) && !failsAlone(lookup.integrationId(), failure, tries, now);
      Duration ours = isRefused ? shortened(RefusedCredentials.LOOK_AGAIN) : pauseAfter(tries);
      Duration said = saidRest(failure);
      boolean isForAll = failure.fault() == Fault.RATE_LIMITED && said.compareTo(ours) >= 0;
      Duration wait = said.compareTo(ours) < 0 ? ours : said;
      if (isForAll) {
        Rest rest = new Rest(clock.instant().plus(wait), version);
        resting.merge(lookup.integrationId(), rest, Rest::or);
      }
      if (!mayPass || clock.instant().plus(wait).isAfter(end)) {
        return ended(lookup.integrationId(), failure, now);
      }
      if (!isForAll) {
        pause.of(wait);
      }
    }
  }

  /**
   * One that did not answer for all that time would not answer the next either; one that answered
   * others may only fail at this question.
   */
  private Reply ended(String integration, CallFailedException failure, Instant began) {
    Reply reply = Reply.of(failure);
    boolean isAway =
        failure.isPassing()
            && failure.fault() != Fault.RATE_LIMITED
            && !answersOthers(integration, began);
    if (isAway) {
      away.put(integration, new Away(clock.instant().plus(LEFT_ALONE), reply));
    } else {
      away.remove(integration);
    }
    return reply;
  }

  /** A page that is cut off, or one repository that fails, each time; each try is all its pages. */
  private boolean failsAlone(
      String integration, CallFailedException failure, int tries, Instant began) {
    return failure.fault() == Fault.BITBUCKET_FAILED
        && tries >= TRIES_WHILE_OTHERS_ARE_ANSWERED
        && answersOthers(integration, began);
  }

  private boolean answersOthers(String integration, Instant began) {
    return !answered.getOrDefault(integration, Instant.MIN).isBefore(began);
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

  private Duration pauseAfter(int tries) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 10));
    Duration most = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    return shortened(most);
  }

  private Duration shortened(Duration most) {
    return most.minusMillis((long) (most.toMillis() / 2.0 * random.getAsDouble()));
  }

  /** Bitbucket's own word, which goes before ours. */
  private static Duration saidRest(CallFailedException failure) {
    @Nullable Duration said = failure.retryAfter();
    if (said != null) {
      return said;
    }
    return failure.fault() == Fault.RATE_LIMITED ? REST_UNSAID : Duration.ZERO;
  }

  /**
   * Whether the rest that Bitbucket wants of the integration is over in time; waits for it. Newer
   * credentials end it: they may be another user's, and if not the next answer says so.
   */
  private boolean isRested(Lookup lookup, Instant end) throws InterruptedException {
    String integration = lookup.integrationId();
    for (@Nullable Rest rest = resting.get(integration);
        rest != null;
        rest = resting.get(integration)) {
      Duration left = Duration.between(clock.instant(), rest.until());
      if (!left.isPositive() || credentialsVersion(lookup) > rest.credentialsVersion()) {
        resting.remove(integration, rest);
      } else if (rest.until().isAfter(end)) {
        return false;
      } else {
        pause.of(left.compareTo(LOOK_FOR_CREDENTIALS) < 0 ? left : LOOK_FOR_CREDENTIALS);
      }
    }
    return true;
  }

  /** None is older than that of an integration that is not known. */
  private long credentialsVersion(Lookup lookup) {
    return integrations
        .find(lookup.account(), lookup.integrationId())
        .map(IntegrationFacts::credentialsVersion)
        .orElse(Long.MIN_VALUE);
  }
}
