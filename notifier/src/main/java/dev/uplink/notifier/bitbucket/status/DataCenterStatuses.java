package dev.uplink.notifier.bitbucket.status;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.aggregate.PathSegment;
import dev.uplink.notifier.bitbucket.Answer;
import dev.uplink.notifier.bitbucket.BitbucketHttp;
import dev.uplink.notifier.bitbucket.Deadline;
import dev.uplink.notifier.bitbucket.NoAnswerException;
import dev.uplink.notifier.gate.Caller;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statuses on Bitbucket Data Center. The same key again overwrites. */
final class DataCenterStatuses {
  private static final String PARENT = "spacelift";
  private static final String BRANCHES = "refs/heads/";

  /** Of a ref; a longer one is left out, since its beginning would be another's. */
  private static final int LONGEST_REF = 1_024;

  private final BitbucketHttp http;
  private final DataCenterCapabilities capabilities;
  private final ForkCommits forks = new ForkCommits();

  DataCenterStatuses(BitbucketHttp http, DataCenterCapabilities capabilities) {
    this.http = http;
    this.capabilities = capabilities;
  }

  /**
   * The base keeps its context path. Throws {@link IllegalArgumentException} if it is no URL that
   * can be called.
   */
  Answer post(BuildStatus status, String apiHost, Caller caller, Deadline deadline)
      throws NoAnswerException {
    String base = apiHost.replaceAll("/+$", "");
    return switch (capabilities.of(base, caller, deadline)) {
      case DataCenterCapabilities.Said.Known(boolean rich, boolean cancelled) ->
          rich
              ? rich(status, base, cancelled, caller, deadline)
              : legacy(status, base, caller, deadline);
      case DataCenterCapabilities.Said.Unsaid() -> either(status, base, caller, deadline);
      case DataCenterCapabilities.Said.Not(Answer answer) -> answer;
    };
  }

  /**
   * The way of today first: told the other one, a status has no branch and no parent. Only a server
   * that takes the other one is old: of whatever has neither, it is a proxy that says so.
   */
  private Answer either(BuildStatus status, String base, Caller caller, Deadline deadline)
      throws NoAnswerException {
    Answer first = rich(status, base, false, caller, deadline);
    boolean isNotThere = first.status() == 404 || first.status() == 405;
    if (!isNotThere || first.isOfWhatIsMissing()) {
      return first;
    }
    Answer second = legacy(status, base, caller, deadline);
    if (second.isYes()) {
      capabilities.isOld(base, deadline.clock().instant());
    }
    return second;
  }

  /** Of a commit in one repository. */
  private Answer rich(
      BuildStatus status, String base, boolean cancelled, Caller caller, Deadline deadline)
      throws NoAnswerException {
    String repository = repository(base, status.place());
    URI builds = URI.create(repository + "/commits/" + status.place().sha() + "/builds");
    Map<String, Object> body = richBody(status, state(status.shown().state(), cancelled));
    @Nullable Fork fork = status.fork();
    if (fork == null) {
      return http.post(builds, caller, body, deadline);
    }
    URI changes =
        URI.create(repository + "/pull-requests/" + fork.pullRequestId() + "/changes?limit=1");
    return forks.tell(
        new ForkCommits.Commit(status.place(), fork),
        () -> http.post(builds, caller, body, deadline),
        () -> http.get(changes, caller, deadline));
  }

  /** Of a commit wherever it is, so forks are nothing special. Servers before 7.4 have no other. */
  private Answer legacy(BuildStatus status, String base, Caller caller, Deadline deadline)
      throws NoAnswerException {
    URI uri = URI.create(base + "/rest/build-status/1.0/commits/" + status.place().sha());
    return http.post(uri, caller, body(status, state(status.shown().state(), false)), deadline);
  }

  private static String repository(String base, CommitPlace place) {
    return "%s/rest/api/latest/projects/%s/repos/%s"
        .formatted(
            base, PathSegment.encode(place.namespace()), PathSegment.encode(place.repository()));
  }

  private static Map<String, Object> richBody(BuildStatus status, String state) {
    Map<String, Object> body = body(status, state);
    // Builds that are required for a merge are told by key and parent.
    body.put("parent", PARENT);
    if (status.run() != null) {
      body.put("buildNumber", status.run().value());
    }
    String ref = BRANCHES + status.shown().refName();
    if (status.shown().refName() != null && ref.length() <= LONGEST_REF) {
      // Without it the status is missing in lists of pull requests.
      body.put("ref", ref);
    }
    return body;
  }

  private static Map<String, Object> body(BuildStatus status, String state) {
    Map<String, Object> body = new HashMap<>();
    body.put("key", status.key());
    body.put("state", state);
    body.put("name", status.shown().name());
    body.put("description", status.shown().description());
    body.put("url", status.shown().url());
    return body;
  }

  private static String state(CheckState state, boolean cancelled) {
    return switch (state) {
      case IN_PROGRESS -> "INPROGRESS";
      case SUCCESSFUL -> "SUCCESSFUL";
      case FAILED -> "FAILED";
      // Older servers have no word for it; red is the only one of theirs that is not green.
      case STOPPED -> cancelled ? "CANCELLED" : "FAILED";
    };
  }
}
