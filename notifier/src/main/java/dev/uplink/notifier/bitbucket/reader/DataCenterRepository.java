package dev.uplink.notifier.bitbucket.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.notifier.aggregate.PathSegment;
import dev.uplink.notifier.bitbucket.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One repository on Bitbucket Data Center, asked. */
final class DataCenterRepository implements RepositoryReader {
  private static final String REST = "/rest/api/latest";
  private static final int PAGE = 500;

  /** Of 500 entries each: more than one answer has room for. */
  private static final int MOST_PAGES = 100;

  /**
   * So many changes servers look at unless set otherwise ({@code page.max.changes}); what is beyond
   * cannot be asked for.
   */
  private static final int SERVERS_CAP = 1_000;

  /** Of what a server calls an account; no webhook calls anybody by more. */
  private static final int LONGEST_ID = 255;

  private static final int MOST_PULL_REQUESTS = 1_000;

  private final String api;
  private final String repository;
  private final String username;
  private final Reading reading;

  /**
   * @param base with its context path, without a slash at its end
   */
  DataCenterRepository(
      String base, String username, String namespace, String name, Reading reading) {
    this.api = base + REST;
    this.repository =
        "%s/projects/%s/repos/%s"
            .formatted(api, PathSegment.encode(namespace), PathSegment.encode(name));
    this.username = username;
    this.reading = reading;
  }

  /** Not {@code compare/changes}, which starts where the histories part. */
  @Override
  public ChangedFiles changedFiles(String from, String to) throws CallFailedException {
    return changes("/changes", Map.of("since", from, "until", to));
  }

  /** Its {@code from} is the newer commit, the other way round than git. */
  @Override
  public ChangedFiles changedFilesSince(String branch, String to) throws CallFailedException {
    return changes("/compare/changes", Map.of("from", to, "to", "refs/heads/" + branch));
  }

  /**
   * This list has one page, whatever start is asked for, and 25 entries unless told otherwise. It
   * names the commits that it compares.
   */
  @Override
  public PullRequestFiles pullRequestFiles(long pullRequest) throws CallFailedException {
    Paths paths = new Paths();
    JsonNode page =
        reading.json(
            repository
                + "/pull-requests/"
                + pullRequest
                + "/changes"
                + Reading.query(
                    Map.of("limit", Integer.toString(SERVERS_CAP), "withComments", "false")));
    int entries = 0;
    for (JsonNode entry : Reading.values(page)) {
      entries++;
      if (!add(entry, paths)) {
        break;
      }
    }
    if (hasMore(page) || entries >= SERVERS_CAP || isCut(page, SERVERS_CAP)) {
      paths.cutOff();
    }
    return new PullRequestFiles(paths.end(), Hashes.told(page.path("toHash")));
  }

  @Override
  public String fullHash(String hash) throws CallFailedException {
    JsonNode commit = reading.json(repository + "/commits/" + PathSegment.encode(hash));
    return Hashes.expanded(hash, commit.path("id"));
  }

  /** The commit, also of an annotated tag, which is an object of its own. */
  @Override
  public String tagCommit(String tag) throws CallFailedException {
    return latest("refs/tags/" + tag);
  }

  @Override
  public String branchHead(String branch) throws CallFailedException {
    return latest("refs/heads/" + branch);
  }

  /** By query: a path takes names with slashes apart, and servers refuse encoded ones. */
  private String latest(String ref) throws CallFailedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("until", ref);
    parameters.put("limit", "1");
    JsonNode page = reading.json(repository + "/commits" + Reading.query(parameters));
    for (JsonNode commit : Reading.values(page)) {
      return Hashes.full(commit.path("id"));
    }
    throw new CallFailedException(
        Fault.NOT_FOUND, "Bitbucket knows no commit of this branch or tag");
  }

  @Override
  public PullRequests pullRequests(String commit) throws CallFailedException {
    List<Long> ids = new ArrayList<>();
    var _ =
        each(
            "/commits/" + PathSegment.encode(commit) + "/pull-requests",
            Map.of(),
            entry -> {
              // Pull requests of every state are listed.
              boolean open = entry.path("state").asText("OPEN").equals("OPEN");
              if (open && entry.path("id").canConvertToLong()) {
                ids.add(entry.path("id").asLong());
              }
              return ids.size() < MOST_PULL_REQUESTS;
            });
    return new PullRequests(ids, false);
  }

  /** Users are found by their slug, which most often is their name; the name is known anyway. */
  @Override
  public List<String> ownAccount() throws CallFailedException {
    Set<String> ids = new LinkedHashSet<>();
    ids.add(username.toLowerCase(Locale.ROOT));
    try {
      JsonNode user = reading.json(api + "/users/" + PathSegment.encode(username));
      for (String field : List.of("name", "slug")) {
        String id = user.path(field).asText("").toLowerCase(Locale.ROOT);
        if (!id.isEmpty() && id.length() <= LONGEST_ID) {
          ids.add(id);
        }
      }
    } catch (CallFailedException e) {
      if (e.fault() != Fault.NOT_FOUND && !e.fault().isForbidden()) {
        throw e;
      }
    }
    return List.copyOf(ids);
  }

  private ChangedFiles changes(String path, Map<String, String> parameters)
      throws CallFailedException {
    Paths paths = new Paths();
    int[] entries = {0};
    boolean complete =
        each(
            path,
            parameters,
            entry -> {
              entries[0]++;
              return add(entry, paths);
            });
    // A server that stops at its cap may call that the end.
    if (!complete || entries[0] == SERVERS_CAP) {
      paths.cutOff();
    }
    return paths.end();
  }

  /** Whether it is full with fewer than were asked for: a server whose cap was set lower. */
  private static boolean isCut(JsonNode page, int asked) {
    int limit = page.path("limit").asInt(asked);
    return limit > 0 && limit < asked && page.path("values").size() >= limit;
  }

  private static boolean add(JsonNode change, Paths paths) {
    // What was copied is still as it was.
    boolean copied = change.path("type").asText().equals("COPY");
    return paths.add(copied ? null : path(change.path("srcPath")), path(change.path("path")));
  }

  /** Its description shows the parts only; servers send the whole as well. */
  private static @Nullable String path(JsonNode path) {
    @Nullable String whole = path.path("toString").textValue();
    if (whole != null || path.path("components").isEmpty()) {
      return whole;
    }
    List<String> parts = new ArrayList<>();
    path.path("components").forEach(part -> parts.add(part.asText()));
    return String.join("/", parts);
  }

  /**
   * All entries, from where the server says that the next page starts.
   *
   * @param takesMore whether one more is wanted after this one
   * @return whether the end was reached
   */
  private boolean each(String path, Map<String, String> parameters, Predicate<JsonNode> takesMore)
      throws CallFailedException {
    long start = 0;
    for (int number = 0; number < MOST_PAGES; number++) {
      Map<String, String> all = new LinkedHashMap<>(parameters);
      all.put("limit", Integer.toString(PAGE));
      all.put("start", Long.toString(start));
      JsonNode page = reading.json(repository + path + Reading.query(all));
      for (JsonNode entry : Reading.values(page)) {
        if (!takesMore.test(entry)) {
          return false;
        }
      }
      if (!hasMore(page)) {
        // Behind another page it is only the last of many that the server gives.
        return number > 0 || !isCut(page, PAGE);
      }
      long next = page.path("nextPageStart").asLong(0);
      if (next <= start) {
        return false;
      }
      start = next;
    }
    return false;
  }

  private static boolean hasMore(JsonNode page) {
    return !page.path("isLastPage").asBoolean(!page.path("nextPageStart").isIntegralNumber());
  }
}
