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

/** Statuses on Bitbucket Cloud. The same key again overwrites, so a repeated post is harmless. */
final class CloudStatuses {
  /** Of a branch; a longer one is left out, since its beginning would be another's. */
  private static final int LONGEST_REF = 255;

  private final URI api;
  private final BitbucketHttp http;

  CloudStatuses(URI api, BitbucketHttp http) {
    this.api = api;
    this.http = http;
  }

  Answer post(BuildStatus status, Caller caller, Deadline deadline) throws NoAnswerException {
    CommitPlace place = status.place();
    @Nullable Fork fork = status.fork();
    // A repository answers 404 for a commit of its fork, also while a pull request brings it.
    URI uri =
        URI.create(
            "%s/repositories/%s/%s/commit/%s/statuses/build"
                .formatted(
                    api,
                    PathSegment.encode(fork == null ? place.namespace() : fork.namespace()),
                    PathSegment.encode(fork == null ? place.repository() : fork.repository()),
                    place.sha()));
    return http.post(uri, caller, body(status), deadline);
  }

  private static Map<String, Object> body(BuildStatus status) {
    Map<String, Object> body = new HashMap<>();
    // By Atlassian's description every object has a type, whatever Bitbucket itself takes.
    body.put("type", "build");
    body.put("key", status.key());
    body.put("state", state(status.shown().state()));
    body.put("name", status.shown().name());
    body.put("description", status.shown().description());
    body.put("url", status.shown().url());
    @Nullable String ref = status.shown().refName();
    if (ref != null && ref.length() <= LONGEST_REF) {
      // Without it the status is not counted at the pull request of that branch.
      body.put("refname", ref);
    }
    return body;
  }

  private static String state(CheckState state) {
    return switch (state) {
      case IN_PROGRESS -> "INPROGRESS";
      case SUCCESSFUL -> "SUCCESSFUL";
      case FAILED -> "FAILED";
      case STOPPED -> "STOPPED";
    };
  }
}
