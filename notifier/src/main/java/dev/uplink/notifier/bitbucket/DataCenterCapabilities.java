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

/** What a Data Center server can do with statuses; asked when it matters, then kept for a while. */
final class DataCenterCapabilities {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KEPT = 1_000;
  private static final Duration KEPT_FOR = Duration.ofHours(1);

  private final BitbucketHttp http;
  private final Cache<String, Boolean> cancelled =
      Caffeine.newBuilder().maximumSize(KEPT).expireAfterWrite(KEPT_FOR).build();

  DataCenterCapabilities(BitbucketHttp http) {
    this.http = http;
  }

  /** Whether a server has a state for stopped. */
  sealed interface Cancelled {
    record Known(boolean yes) implements Cancelled {}

    /** The server would not say; its answer is what came of the status for now. */
    record NotSaid(Answer answer) implements Cancelled {}
  }

  Cancelled knowsCancelled(String base, Caller caller, Deadline deadline) throws NoAnswerException {
    @Nullable Boolean known = cancelled.getIfPresent(base);
    if (known != null) {
      return new Cancelled.Known(known);
    }
    URI uri = URI.create(base + "/rest/api/latest/build/capabilities");
    Answer answer = http.get(uri, caller, deadline);
    // One that has no such page is too old to have the state; one that fails is asked again.
    if (answer.status() >= 300 && answer.status() != 404) {
      return new Cancelled.NotSaid(answer);
    }
    boolean knows = answer.status() != 404 && lists(answer.body(), "cancelledStatus");
    cancelled.put(base, knows);
    return new Cancelled.Known(knows);
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
