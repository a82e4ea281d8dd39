package dev.uplink.notifier.bitbucket;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.PathSegment;
import dev.uplink.notifier.gate.Caller;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Statuses on Bitbucket Data Center. The same key again overwrites. */
final class DataCenterStatuses {
  private static final String PARENT = "spacelift";

  private final BitbucketHttp http;
  private final DataCenterCapabilities capabilities;

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
    URI uri =
        URI.create(
            "%s/rest/api/latest/projects/%s/repos/%s/commits/%s/builds"
                .formatted(
                    base,
                    PathSegment.encode(status.place().namespace()),
                    PathSegment.encode(status.place().repository()),
                    status.place().sha()));
    return switch (status.shown().state()) {
      case IN_PROGRESS -> http.post(uri, caller, body(status, "INPROGRESS"), deadline);
      case SUCCESSFUL -> http.post(uri, caller, body(status, "SUCCESSFUL"), deadline);
      case FAILED -> http.post(uri, caller, body(status, "FAILED"), deadline);
      case STOPPED ->
          switch (capabilities.knowsCancelled(base, caller, deadline)) {
            // Older servers have no word for it; red is the only one of theirs that is not green.
            case DataCenterCapabilities.Cancelled.Known(boolean yes) ->
                http.post(uri, caller, body(status, yes ? "CANCELLED" : "FAILED"), deadline);
            case DataCenterCapabilities.Cancelled.NotSaid(Answer answer) -> answer;
          };
    };
  }

  private static Map<String, Object> body(BuildStatus status, String state) {
    Map<String, Object> body = new HashMap<>();
    body.put("key", status.key());
    body.put("state", state);
    body.put("name", status.shown().name());
    body.put("description", status.shown().description());
    body.put("url", status.shown().url());
    // Builds that are required for a merge are told by key and parent.
    body.put("parent", PARENT);
    if (status.shown().refName() != null) {
      // Without it the status is missing in lists of pull requests.
      body.put("ref", "refs/heads/" + status.shown().refName());
    }
    return body;
  }
}
