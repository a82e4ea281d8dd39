package dev.uplink.notifier.bitbucket.status;

import dev.uplink.notifier.aggregate.Appearance;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CommitPage;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.bitbucket.Answer;
import dev.uplink.notifier.bitbucket.BitbucketHttp;
import dev.uplink.notifier.bitbucket.Deadline;
import dev.uplink.notifier.bitbucket.HeldBackException;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.notifier.bitbucket.NoAnswerException;
import dev.uplink.notifier.credentials.CredentialLookup;
import dev.uplink.notifier.credentials.Credentials;
import dev.uplink.notifier.gate.Caller;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.schemas.id.BitbucketProduct;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** Tells Bitbucket about one status, once. Blocks for a bounded time and never throws. */
public final class StatusPoster implements Posting {
  private final Integrations integrations;
  private final Credentials credentials;
  private final URI cloudApi;
  private final CloudStatuses cloud;
  private final DataCenterStatuses dataCenter;
  private final StatusAnswers answers;
  private final OpenPlaces open = new OpenPlaces();
  private final StrangeRefusals strange = new StrangeRefusals();
  private final TwoRepositoryPosts twoPosts = new TwoRepositoryPosts();
  private final Duration budget;
  private final InstantSource clock;

  /**
   * @param cloudApi base of Cloud's API, with its version
   * @param budget of a try, with all its requests
   */
  public StatusPoster(
      Integrations integrations,
      Credentials credentials,
      URI cloudApi,
      BitbucketHttp http,
      Duration budget,
      InstantSource clock) {
    this.integrations = integrations;
    this.credentials = credentials;
    this.cloudApi = cloudApi;
    this.cloud = new CloudStatuses(cloudApi, http);
    this.dataCenter = new DataCenterStatuses(http, new DataCenterCapabilities(http, clock));
    this.answers = new StatusAnswers(clock);
    this.budget = budget;
    this.clock = clock;
  }

  @Override
  public PostResult post(BuildStatus status, Priority priority) {
    CommitPlace place = status.place();
    Optional<IntegrationFacts> facts;
    try {
      facts = integrations.find(place.account(), place.integrationId());
    } catch (InvalidStateStoreException e) {
      return new PostResult.Postponed(null, "the integrations cannot be read just now");
    }
    if (facts.isEmpty()) {
      return new PostResult.Gone("the integration is deleted");
    }
    Deadline deadline = Deadline.in(budget, clock);
    PostResult first = post(status, priority, facts.get(), deadline);
    if (!(first instanceof PostResult.Unauthorized unauthorized)) {
      return first;
    }
    // Replaced a moment ago, perhaps, and the word of it still on its way.
    credentials.forget(place.integrationId());
    boolean replaced =
        credentials.find(place.integrationId(), 0) instanceof CredentialLookup.Found found
            && found.version() > unauthorized.credentialsVersion();
    // Not tried here again: a try has to end in time.
    return replaced
        ? new PostResult.Postponed(unauthorized.httpStatus(), "the credentials were just replaced")
        : first;
  }

  private PostResult post(
      BuildStatus status, Priority priority, IntegrationFacts facts, Deadline deadline) {
    long version = facts.credentialsVersion();
    return switch (credentials.find(status.place().integrationId(), version)) {
      // Newer ones may be for another host than the one that is known so far.
      case CredentialLookup.Found found when found.version() > version ->
          new PostResult.Postponed(null, "the integration was just changed");
      case CredentialLookup.Found found -> post(status, priority, facts, found, deadline);
      case CredentialLookup.Missing() ->
          new PostResult.Unauthorized(
              null,
              "the integration has no API credentials",
              version,
              PostResult.Refusal.CREDENTIALS);
      case CredentialLookup.Unreadable(long row) ->
          new PostResult.Unauthorized(
              null,
              "the API credentials were sealed with another key than the notifier's",
              row,
              PostResult.Refusal.CREDENTIALS);
      case CredentialLookup.Unavailable() ->
          new PostResult.Postponed(null, "the API credentials could not be read");
    };
  }

  private PostResult post(
      BuildStatus status,
      Priority priority,
      IntegrationFacts facts,
      CredentialLookup.Found found,
      Deadline deadline) {
    try {
      String host = host(status.place().product(), facts);
      Caller caller =
          Caller.of(
              status.place().integrationId(),
              status.place().product(),
              host,
              found.credential(),
              priority);
      BuildStatus linked = linked(status, facts);
      return status.alsoIn() == null
          ? tell(linked, host, caller, found.version(), deadline)
          : twoPosts.tell(linked, one -> tell(one, host, caller, found.version(), deadline));
    } catch (HeldBackException e) {
      return new PostResult.HeldBack(e.held().why(), e.detail(), e.held().until());
    } catch (NoAnswerException e) {
      return new PostResult.Failed(null, e.detail());
    } catch (IllegalArgumentException e) {
      // Of a host or a name that makes no URL, for example an agent's private://.
      return new PostResult.Refused(null, "the address cannot be called: " + e.getMessage());
    }
  }

  private PostResult tell(
      BuildStatus status, String host, Caller caller, long version, Deadline deadline)
      throws NoAnswerException {
    Answer answer;
    try {
      answer = send(status, host, caller, deadline);
    } catch (NoAnswerException e) {
      strange.forget(status);
      throw e;
    }
    PostResult read = answers.read(answer, status.fork(), version);
    return open.read(status, version, strange.read(status, answer, read, clock.instant()));
  }

  private Answer send(BuildStatus status, String host, Caller caller, Deadline deadline)
      throws NoAnswerException {
    return switch (status.place().product()) {
      case CLOUD -> cloud.post(status, caller, deadline);
      case DATA_CENTER -> dataCenter.post(status, host, caller, deadline);
    };
  }

  private String host(BitbucketProduct product, IntegrationFacts facts) {
    String host =
        switch (product) {
          case CLOUD -> cloudApi.toString();
          case DATA_CENTER -> facts.apiHost() == null ? "" : facts.apiHost();
        };
    if (!host.startsWith("http://") && !host.startsWith("https://")) {
      throw new IllegalArgumentException("apiHost: '%s' (expected: http or https)".formatted(host));
    }
    return host;
  }

  /** A status decided before the integration was heard of has no link yet; Bitbucket wants one. */
  private static BuildStatus linked(BuildStatus status, IntegrationFacts facts) {
    Appearance shown = status.shown();
    if (!shown.url().isEmpty()) {
      return status;
    }
    String url = new CommitPage(facts.userFacingHost()).of(status.place(), status.fork());
    return status.showing(
        new Appearance(shown.name(), shown.state(), shown.description(), url, shown.refName()));
  }
}
