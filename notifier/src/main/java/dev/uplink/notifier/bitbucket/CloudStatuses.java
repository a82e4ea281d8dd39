package dev.uplink.notifier.bitbucket;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.aggregate.PathSegment;
import dev.uplink.notifier.gate.Caller;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Statuses on Bitbucket Cloud. The same key again overwrites, so a repeated post is harmless. */
final class CloudStatuses {
  private final URI api;
  private final BitbucketHttp http;

  CloudStatuses(URI api, BitbucketHttp http) {
    this.api = api;
    this.http = http;
  }

  Answer post(BuildStatus status, Caller caller, Deadline deadline) throws NoAnswerException {
    URI uri =
        URI.create(
            "%s/repositories/%s/%s/commit/%s/statuses/build"
                .formatted(
                    api,
                    PathSegment.encode(status.place().namespace()),
                    PathSegment.encode(status.place().repository()),
                    status.place().sha()));
    return http.post(uri, caller, body(status), deadline);
  }

  private static Map<String, Object> body(BuildStatus status) {
    Map<String, Object> body = new HashMap<>();
    body.put("key", status.key());
    body.put("state", state(status.shown().state()));
    body.put("name", status.shown().name());
    body.put("description", status.shown().description());
    body.put("url", status.shown().url());
    if (status.shown().refName() != null) {
      // Without it the status is not counted at the pull request of that branch.
      body.put("refname", status.shown().refName());
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
