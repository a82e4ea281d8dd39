package dev.uplink.notifier.bitbucket.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.notifier.bitbucket.Fault;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Cloud's lists, which say where their next page is. */
final class CloudPages {
  static final int LARGEST = 100;

  /** Names that differ in case only are few. */
  private static final int SAME_NAMES = 10;

  /** Of the 100 entries that are given where 500 are not: more than one answer has room for. */
  private static final int MOST_PAGES = 120;

  private final String api;
  private final Reading reading;

  CloudPages(String api, Reading reading) {
    this.api = api;
    this.reading = reading;
  }

  /** The text as a string of Cloud's query language. */
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** One field of what the query finds, of the first few. */
  Set<String> first(String url, String field, String query) throws CallFailedException {
    Set<String> found = new LinkedHashSet<>();
    addPage(reading.json(page(url, field, query, Map.of(), SAME_NAMES)), field, found);
    return found;
  }

  /**
   * Adds one field of what the query finds, until there are more than are wanted.
   *
   * @param query null for everything
   * @param more parameters besides
   * @return whether all that the query finds was added
   */
  boolean add(
      String url,
      String field,
      @Nullable String query,
      Map<String, String> more,
      int limit,
      Set<String> found)
      throws CallFailedException {
    @Nullable String next = page(url, field, query, more, Math.min(limit + 1, LARGEST));
    while (next != null) {
      if (found.size() > limit) {
        return false;
      }
      JsonNode page = reading.json(next);
      addPage(page, field, found);
      next = next(page);
    }
    return true;
  }

  /**
   * All entries, page after page, with what a redirect leads to.
   *
   * @param takesMore whether one more is wanted after this one
   * @return whether the end was reached
   */
  boolean each(String url, Map<String, String> parameters, Predicate<JsonNode> takesMore)
      throws CallFailedException {
    Set<String> seen = new HashSet<>();
    @Nullable String next = url + Reading.query(parameters);
    while (next != null) {
      if (!seen.add(next)) {
        throw new CallFailedException(Fault.BITBUCKET_FAILED, "the pages lead round in a circle");
      }
      if (seen.size() > MOST_PAGES) {
        return false;
      }
      JsonNode page = reading.followed(next, parameters);
      for (JsonNode entry : Reading.values(page)) {
        if (!takesMore.test(entry)) {
          return false;
        }
      }
      next = next(page);
    }
    return true;
  }

  private static void addPage(JsonNode page, String field, Set<String> found)
      throws CallFailedException {
    Reading.values(page).forEach(entry -> found.add(entry.path(field).asText()));
  }

  private static String page(
      String url, String field, @Nullable String query, Map<String, String> more, int size) {
    Map<String, String> parameters = new LinkedHashMap<>(more);
    if (query != null) {
      parameters.put("q", query);
    }
    parameters.put("sort", "name");
    parameters.put("pagelen", Integer.toString(size));
    parameters.put("fields", "next,pagelen,values." + field);
    return url + Reading.query(parameters);
  }

  /** The credentials go with it, so it is followed to nowhere else. */
  private @Nullable String next(JsonNode page) throws CallFailedException {
    @Nullable String next = page.path("next").textValue();
    if (next == null || next.startsWith(api + "/")) {
      return next;
    }
    throw new CallFailedException(
        Fault.BITBUCKET_FAILED, "the next page is said to be elsewhere than Bitbucket's API");
  }
}
