package dev.uplink.notifier.bitbucket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.uplink.notifier.gate.Caller;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a Data Center server can do with statuses; asked before the first, then kept for a while.
 */
final class DataCenterCapabilities {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KEPT = 1_000;
  private static final Duration KEPT_FOR = Duration.ofHours(1);

  private final BitbucketHttp http;
  private final Cache<String, Said.Known> known =
      Caffeine.newBuilder().maximumSize(KEPT).expireAfterWrite(KEPT_FOR).build();

  DataCenterCapabilities(BitbucketHttp http) {
    this.http = http;
  }

  /** What a server said of itself. */
  sealed interface Said {
    /**
     * @param rich whether it takes statuses of a commit in a repository, with a ref and a parent
     * @param cancelled whether it has a state for stopped
     */
    record Known(boolean rich, boolean cancelled) implements Said {}

    /** It would not say; its answer is what came of the status for now. */
    record Not(Answer answer) implements Said {}
  }

  Said of(String base, Caller caller, Deadline deadline) throws NoAnswerException {
    Said.@Nullable Known before = known.getIfPresent(base);
    if (before != null) {
      return before;
    }
    URI uri = URI.create(base + "/rest/api/latest/build/capabilities");
    Answer answer = http.get(uri, caller, deadline);
    if (mayPass(answer.status())) {
      return new Said.Not(answer);
    }
    // One that has no such page is too old for either.
    Said.Known said =
        answer.status() >= 400
            ? new Said.Known(false, false)
            : new Said.Known(
                lists(answer.body(), "richBuildStatus"), lists(answer.body(), "cancelledStatus"));
    known.put(base, said);
    return said;
  }

  /** Told the other way a status would be refused for ever, so it waits until this is known. */
  private static boolean mayPass(int status) {
    return switch (status) {
      case 401, 403, 408, 425, 429 -> true;
      default -> status >= 500 || (status >= 300 && status < 400);
    };
  }

  private static boolean lists(String body, String capability) {
    try {
      for (JsonNode entry : JSON.readTree(body).path("buildStatus")) {
        if (capability.equals(entry.asText())) {
          return true;
        }
      }
      return false;
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
