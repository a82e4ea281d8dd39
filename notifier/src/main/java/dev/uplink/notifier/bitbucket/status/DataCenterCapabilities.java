package dev.uplink.notifier.bitbucket.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.uplink.notifier.bitbucket.Answer;
import dev.uplink.notifier.bitbucket.BitbucketHttp;
import dev.uplink.notifier.bitbucket.Deadline;
import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.NoAnswerException;
import dev.uplink.notifier.gate.Caller;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a Data Center server can do with statuses; asked before the first, then kept for a while.
 * That it is too old for what servers of today can do is not believed at one answer: a proxy, or a
 * server that starts, has no such page for a moment either.
 */
final class DataCenterCapabilities {
  private static final int KEPT = 1_000;
  private static final Duration KEPT_FOR = Duration.ofHours(1);

  /** What was guessed, because nothing better could be had. */
  private static final Duration GUESS_KEPT_FOR = Duration.ofMinutes(1);

  /** After so long without the page there is none. */
  private static final Duration MISSED_FOR = Duration.ofSeconds(30);

  private static final Duration DOUBT_KEPT_FOR = Duration.ofHours(2);

  private static final Pattern VERSION = Pattern.compile("^(\\d{1,4})\\.(\\d{1,4})(?:\\D.*)?$");

  /** Bitbucket 7.4 was the first with statuses of a commit in a repository. */
  private static final int[] FIRST_RICH = {7, 4};

  private final BitbucketHttp http;
  private final Cache<String, Kept> kept = Caffeine.newBuilder().maximumSize(KEPT).build();

  /**
   * Since when a server has had no such page. Forgotten only when nobody asked for a while: a proxy
   * may keep the page for ever, and statuses are not to wait for it again and again.
   */
  private final Cache<String, Instant> missing;

  private record Kept(Said said, Instant until) {}

  /**
   * @param clock by which what nobody asks for any more is forgotten
   */
  DataCenterCapabilities(BitbucketHttp http, InstantSource clock) {
    this.http = http;
    this.missing =
        Caffeine.newBuilder()
            .maximumSize(KEPT)
            .expireAfterAccess(DOUBT_KEPT_FOR)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /** What a server said of itself. */
  sealed interface Said {
    /**
     * @param rich whether it takes statuses of a commit in a repository, with a ref and a parent
     * @param cancelled whether it has a state for stopped
     */
    record Known(boolean rich, boolean cancelled) implements Said {}

    /** Neither page is to be had here, though it may be a server of today. */
    record Unsaid() implements Said {}

    /** It would not say; its answer is what came of the status for now. */
    record Not(Answer answer) implements Said {}
  }

  /** Throws also when the answer says nothing: told the other way, a status would be lost. */
  Said of(String base, Caller caller, Deadline deadline) throws NoAnswerException {
    Instant now = deadline.clock().instant();
    @Nullable Kept before = kept.getIfPresent(base);
    if (before != null && now.isBefore(before.until())) {
      return before.said();
    }
    Answer answer = get(base, "/build/capabilities", caller, deadline);
    if (isForTheStatus(answer)) {
      return new Said.Not(answer);
    }
    @Nullable JsonNode body = body(answer);
    if (body != null && body.path("buildStatus").isArray()) {
      missing.invalidate(base);
      Said.Known said =
          new Said.Known(lists(body, "richBuildStatus"), lists(body, "cancelledStatus"));
      return keep(base, said, now.plus(KEPT_FOR));
    }
    if (body == null && answer.status() < 400) {
      throw says(answer, "nothing of what it can do");
    }
    return byVersion(base, answer, caller, deadline);
  }

  private Said byVersion(String base, Answer answer, Caller caller, Deadline deadline)
      throws NoAnswerException {
    Instant now = deadline.clock().instant();
    Answer properties = get(base, "/application-properties", caller, deadline);
    if (isForTheStatus(properties)) {
      return new Said.Not(properties);
    }
    @Nullable JsonNode body = body(properties);
    Matcher version = VERSION.matcher(body == null ? "" : body.path("version").asText(""));
    boolean tells = version.matches();
    boolean isRich = tells && isRich(version);
    if (tells && !isRich) {
      return keep(base, new Said.Known(false, false), now.plus(KEPT_FOR));
    }
    Instant since = missing.get(base, first -> now);
    if (now.isBefore(since.plus(MISSED_FOR))) {
      throw says(answer, isKept(answer) ? "that it is not for us" : "that it has no such page");
    }
    Said said = isRich ? new Said.Known(true, false) : new Said.Unsaid();
    return keep(base, said, now.plus(GUESS_KEPT_FOR));
  }

  /** Of one that said nothing, and does not know the way of today: for a minute it is old. */
  void isOld(String base, Instant now) {
    keep(base, new Said.Known(false, false), now.plus(GUESS_KEPT_FOR));
  }

  private Answer get(String base, String path, Caller caller, Deadline deadline)
      throws NoAnswerException {
    return http.get(URI.create(base + "/rest/api/latest" + path), caller, deadline);
  }

  private Said keep(String base, Said said, Instant until) {
    kept.put(base, new Kept(said, until));
    return said;
  }

  /** Of these the status is better told: who asks is not known, or has to wait. */
  private static boolean isForTheStatus(Answer answer) {
    return switch (answer.status()) {
      case 401 -> !isKept(answer);
      case 408, 425, 429 -> true;
      default -> answer.status() >= 500;
    };
  }

  /** Whether somebody, a proxy perhaps, keeps the page from us; that says nothing of statuses. */
  private static boolean isKept(Answer answer) {
    return answer.status() == 403 || (answer.status() == 401 && answer.isPermission());
  }

  private static NoAnswerException says(Answer answer, String what) {
    return new NoAnswerException(
        Fault.BITBUCKET_FAILED,
        "asked what it can do with statuses (/build/capabilities) Bitbucket says %s (%d%s)"
            .formatted(what, answer.status(), answer.said()));
  }

  /** Null when it is no object of JSON, or no 2xx. */
  private static @Nullable JsonNode body(Answer answer) {
    if (answer.status() < 200 || answer.status() >= 300) {
      return null;
    }
    JsonNode body = answer.json();
    return body.isObject() ? body : null;
  }

  private static boolean isRich(Matcher version) {
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    return major > FIRST_RICH[0] || (major == FIRST_RICH[0] && minor >= FIRST_RICH[1]);
  }

  private static boolean lists(JsonNode body, String capability) {
    for (JsonNode entry : body.path("buildStatus")) {
      if (capability.equals(entry.asText())) {
        return true;
      }
    }
    return false;
  }
}
