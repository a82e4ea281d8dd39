package dev.uplink.notifier.bitbucket.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.notifier.aggregate.PathSegment;
import dev.uplink.notifier.bitbucket.Fault;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bitbucket Data Center, asked. */
final class DataCenterReader implements BitbucketReader {
  private static final String REST = "/rest/api/latest";
  private static final int PAGE = 100;

  /** Of a branch, or of a repository with its project. */
  private static final int LONGEST_NAME = 1_024;

  /** Pages of one list: a name among so many similar ones that it is not seen is not told of. */
  private static final int MOST_PAGES = 30;

  private final String base;
  private final String username;
  private final Reading reading;

  /**
   * @param base with its context path, without a slash at its end
   */
  DataCenterReader(String base, String username, Reading reading) {
    this.base = base;
    this.username = username;
    this.reading = reading;
  }

  @Override
  public Finding credentials(List<String> namespaces) throws CallFailedException {
    try {
      var _ = reading.answer(base + REST + "/users/" + PathSegment.encode(username));
      return Finding.passed("Bitbucket takes the access token and knows user " + username);
    } catch (CallFailedException e) {
      return switch (e.fault()) {
        case FORBIDDEN, SCOPE_MISSING -> Finding.passed("Bitbucket takes the access token");
        // Users are found by their slug, which need not be the name they log in with.
        case NOT_FOUND ->
            Finding.passed(
                "Bitbucket takes the access token; it shows no user under the name " + username);
        default -> throw e;
      };
    }
  }

  @Override
  public Names repositories(List<String> namespaces, Search search) throws CallFailedException {
    @Nullable String project = search.namespace();
    @Nullable String name = search.repository();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("permission", "REPO_READ");
    if (project != null) {
      // Servers that do not know it list all projects, so it is looked at here as well.
      parameters.put("projectkey", project);
    }
    if (name != null) {
      parameters.put("name", name);
    }
    Set<String> found = new LinkedHashSet<>();
    if (project != null && name != null) {
      addExact(project, name, found);
    }
    boolean complete =
        pages(
            base + REST + "/repos",
            parameters,
            DataCenterReader::fullName,
            fullName -> project == null || isIn(project, fullName),
            all -> all.size() > search.limit() && all.stream().anyMatch(it -> isCalled(name, it)),
            found);
    // What is called exactly so comes first, wherever the server had it.
    List<String> names =
        Stream.concat(
                found.stream().filter(it -> isCalled(name, it)),
                found.stream().filter(it -> !isCalled(name, it)))
            .toList();
    boolean exact = !names.isEmpty() && isCalled(name, names.getFirst());
    return new Names(
        names.stream().limit(search.limit()).toList(),
        complete && names.size() <= search.limit(),
        (name == null || (!exact && !complete)) ? null : exact,
        null);
  }

  @Override
  public void requireVisible(String namespace, String repository) throws CallFailedException {
    var _ = reading.json(repository(namespace, repository));
  }

  /**
   * Exact matches come first where the server knows how to ({@code boostMatches}); where it does
   * not, pages are read until the name is found.
   */
  @Override
  public Names branches(String namespace, String repository, Search search)
      throws CallFailedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    @Nullable String text = search.text();
    if (text != null) {
      parameters.put("filterText", text);
      parameters.put("boostMatches", "true");
    }
    Set<String> found = new LinkedHashSet<>();
    boolean complete =
        pages(
            repository(namespace, repository) + "/branches",
            parameters,
            branch -> branch.path("displayId").asText(),
            search::matches,
            all -> all.size() > search.limit() && (text == null || all.contains(text)),
            found);
    boolean exact = text != null && found.contains(text);
    List<String> names =
        Stream.concat(
                found.stream().filter(it -> it.equals(text)),
                found.stream().filter(it -> !it.equals(text)))
            .toList();
    return new Names(
        names.stream().limit(search.limit()).toList(),
        complete && names.size() <= search.limit(),
        (text == null || (!exact && !complete)) ? null : exact,
        null);
  }

  /** Build statuses of repositories are posted by whoever may read the repository. */
  @Override
  public Finding statuses(boolean anyVisible) throws CallFailedException {
    boolean rich;
    try {
      JsonNode body = reading.json(base + REST + "/build/capabilities");
      rich = lists(body.path("buildStatus"), "richBuildStatus");
    } catch (CallFailedException e) {
      if (e.fault() != Fault.NOT_FOUND) {
        throw e;
      }
      rich = false;
    }
    if (!rich) {
      return Finding.warned(
          "the server does not tell what it can do with build statuses, as before 7.14: whether"
              + " the token may post them cannot be told without posting one");
    }
    return anyVisible
        ? Finding.passed("whoever may read a repository may post its build statuses")
        : Finding.warned(
            "the token sees no repository: whether it may post build statuses cannot be told");
  }

  @Override
  public Optional<Finding> commitPullRequests(String namespace, String repository) {
    return Optional.empty();
  }

  @Override
  public Optional<Finding> ownAccount() {
    return Optional.empty();
  }

  private void addExact(String project, String name, Set<String> found) throws CallFailedException {
    try {
      found.add(fullName(reading.json(repository(project, name))));
    } catch (CallFailedException e) {
      if (e.fault() != Fault.NOT_FOUND && !e.fault().isForbidden()) {
        throw e;
      }
    }
  }

  /** Says whether the end was reached before it was enough. */
  private boolean pages(
      String url,
      Map<String, String> parameters,
      Function<JsonNode, String> name,
      Predicate<String> wanted,
      Predicate<Set<String>> enough,
      Set<String> found)
      throws CallFailedException {
    String start = "0";
    for (int number = 0; number < MOST_PAGES && !enough.test(found); number++) {
      Map<String, String> all = new LinkedHashMap<>(parameters);
      all.put("limit", Integer.toString(PAGE));
      all.put("start", start);
      JsonNode page = reading.json(url + Reading.query(all));
      int read = 0;
      for (JsonNode entry : Reading.values(page)) {
        String it = name.apply(entry);
        // The server's word for how many a page has is not relied upon, nor for how long names are.
        if (read++ < PAGE && it.length() <= LONGEST_NAME && wanted.test(it)) {
          found.add(it);
        }
      }
      JsonNode next = page.path("nextPageStart");
      if (page.path("isLastPage").asBoolean(true) || !next.isIntegralNumber()) {
        return true;
      }
      start = next.asText();
    }
    return false;
  }

  private static boolean lists(JsonNode array, String word) {
    for (JsonNode entry : array) {
      if (word.equals(entry.asText())) {
        return true;
      }
    }
    return false;
  }

  private static String fullName(JsonNode repository) {
    return repository.at("/project/key").asText() + "/" + repository.path("slug").asText();
  }

  /** Every repository when none is looked for by name: then there is none to wait for. */
  private static boolean isCalled(@Nullable String name, String fullName) {
    return name == null || fullName.substring(fullName.indexOf('/') + 1).equalsIgnoreCase(name);
  }

  private static boolean isIn(String project, String fullName) {
    return fullName.toLowerCase(Locale.ROOT).startsWith(project.toLowerCase(Locale.ROOT) + "/");
  }

  private String repository(String namespace, String repository) {
    return "%s%s/projects/%s/repos/%s"
        .formatted(base, REST, PathSegment.encode(namespace), PathSegment.encode(repository));
  }
}
