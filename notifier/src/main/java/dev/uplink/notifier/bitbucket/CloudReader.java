package dev.uplink.notifier.bitbucket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.notifier.aggregate.PathSegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bitbucket Cloud, asked. Repositories are listed workspace by workspace: the listing across
 * workspaces was removed in 2026 (Atlassian's CHANGE-2770).
 */
final class CloudReader implements BitbucketReader {
  private static final int MOST_WORKSPACES = 20;

  private final String api;
  private final Reading reading;
  private final CloudPages pages;

  CloudReader(String api, Reading reading) {
    this.api = api;
    this.reading = reading;
    this.pages = new CloudPages(api, reading);
  }

  @Override
  public Finding credentials(List<String> namespaces) throws CallFailedException {
    String what = namespaces.isEmpty() ? "its workspaces" : "workspace " + namespaces.getFirst();
    String path =
        namespaces.isEmpty()
            ? "/user/workspaces?pagelen=1"
            : "/workspaces/" + PathSegment.encode(namespaces.getFirst());
    try {
      var _ = reading.answer(api + path);
      return Finding.passed("Bitbucket takes the credentials and shows " + what);
    } catch (CallFailedException e) {
      return switch (e.fault()) {
        // Whoever is told what a thing needs, or that it is not there, was let in.
        case FORBIDDEN, SCOPE_MISSING ->
            Finding.passed(
                "Bitbucket takes the credentials; they may not read "
                    + what
                    + " itself, which is not needed");
        case NOT_FOUND ->
            new Finding(
                Finding.Verdict.WARNED,
                Fault.NOT_FOUND,
                "Bitbucket takes the credentials, but shows them no " + what);
        default -> throw e;
      };
    }
  }

  @Override
  public Names repositories(List<String> namespaces, Search search) throws CallFailedException {
    @Nullable String only = search.namespace();
    @Nullable String name = search.repository();
    List<String> remarks = new ArrayList<>();
    Set<String> found = new LinkedHashSet<>();
    boolean exact = false;
    boolean complete = true;
    Map<String, CallFailedException> closed = new LinkedHashMap<>();
    List<String> workspaces = only == null ? workspaces(namespaces, remarks) : List.of(only);
    for (String workspace : workspaces) {
      try {
        exact |= name != null && addExact(workspace, name, found);
      } catch (CallFailedException e) {
        closed.put(workspace, e);
      }
    }
    for (String workspace : workspaces) {
      try {
        complete &= closed.containsKey(workspace) || addSimilar(workspace, search, found);
      } catch (CallFailedException e) {
        // One workspace that is closed to these credentials does not hide the others.
        closed.put(workspace, e);
      }
    }
    if (found.isEmpty() && !closed.isEmpty()) {
      throw closed.values().iterator().next();
    }
    closed.forEach((workspace, e) -> remarks.add("workspace " + workspace + ": " + e.detail()));
    return new Names(
        found.stream().limit(search.limit()).toList(),
        complete && closed.isEmpty() && found.size() <= search.limit(),
        name == null ? null : exact,
        remarks.isEmpty() ? null : String.join("; ", remarks));
  }

  @Override
  public void requireVisible(String namespace, String repository) throws CallFailedException {
    var _ = reading.json(repository(namespace, repository) + "?fields=full_name");
  }

  @Override
  public Names branches(String namespace, String repository, Search search)
      throws CallFailedException {
    String url = repository(namespace, repository) + "/refs/branches";
    Set<String> found = new LinkedHashSet<>();
    @Nullable String text = search.text();
    // By a query and not by path: names have slashes, which a path would take apart.
    if (text != null) {
      Set<String> called = pages.first(url, "name", "name = " + CloudPages.quoted(text));
      called.stream().filter(text::equals).forEach(found::add);
    }
    boolean exact = !found.isEmpty();
    if (exact && search.limit() == 1) {
      return new Names(List.copyOf(found), false, true, null);
    }
    @Nullable String similar = text == null ? null : "name ~ " + CloudPages.quoted(text);
    boolean complete = pages.add(url, "name", similar, Map.of(), search.limit(), found);
    return new Names(
        found.stream().limit(search.limit()).toList(),
        complete && found.size() <= search.limit(),
        text == null ? null : exact,
        null);
  }

  /** Posting a status takes no more than reading a repository, says Bitbucket's description. */
  @Override
  public Finding statuses(boolean anyVisible) {
    @Nullable String scopes = reading.scopes();
    if (scopes == null || scopes.isBlank()) {
      return Finding.warned(
          "Bitbucket does not tell the scopes of these credentials: whether they may post commit"
              + " statuses cannot be told without posting one");
    }
    for (String scope : scopes.split("[,\\s]+", -1)) {
      if (scope.startsWith("repository") || scope.endsWith(":repository:bitbucket")) {
        return Finding.passed("the credentials have the scope " + scope);
      }
    }
    return new Finding(
        Finding.Verdict.FAILED,
        Fault.FORBIDDEN,
        "the credentials have no scope for repositories, only: " + scopes);
  }

  /** At the head of any branch; 202 says that commits are still being indexed. */
  @Override
  public Optional<Finding> commitPullRequests(String namespace, String repository)
      throws CallFailedException {
    String url = repository(namespace, repository);
    Optional<String> commit = anyCommit(url);
    if (commit.isEmpty()) {
      return Optional.empty();
    }
    try {
      var _ =
          reading.json(
              url + "/commit/" + commit.get() + "/pullrequests?pagelen=1&fields=pagelen,values.id");
      return Optional.of(Finding.passed("Bitbucket tells which pull requests a commit is in"));
    } catch (CallFailedException e) {
      // The repository and its commit were just seen.
      if (e.fault() != Fault.NOT_FOUND) {
        throw e;
      }
      return Optional.of(
          new Finding(
              Finding.Verdict.WARNED,
              Fault.NOT_FOUND,
              "Bitbucket does not tell which pull requests a commit is in: its app Pull Request"
                  + " Commit Links is missing. Open any commit of the workspace in Bitbucket and"
                  + " click Pull requests beside it"));
    }
  }

  /** Passed without it, too: the scope is good for nothing else, and tokens need not have it. */
  @Override
  public Optional<Finding> ownAccount() throws CallFailedException {
    try {
      var _ = reading.json(api + "/user?fields=uuid,account_id");
      return Optional.of(
          Finding.passed(
              "Bitbucket tells whose the credentials are: commands in that account's comments are"
                  + " not obeyed"));
    } catch (CallFailedException e) {
      if (!e.fault().isForbidden()) {
        throw e;
      }
      return Optional.of(
          Finding.passed(
              "the credentials lack the scope account (read:user:bitbucket), which is optional:"
                  + " commands in comments are obeyed without telling the integration's own"
                  + " comments apart"));
    }
  }

  /** None if it has no branch, or is gone since it was seen. */
  private Optional<String> anyCommit(String repository) throws CallFailedException {
    try {
      JsonNode branches =
          reading.json(repository + "/refs/branches?pagelen=1&fields=pagelen,values.target.hash");
      @Nullable JsonNode any = Reading.values(branches).get(0);
      return any == null ? Optional.empty() : Optional.of(Hashes.full(any.at("/target/hash")));
    } catch (CallFailedException e) {
      if (e.fault() == Fault.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Those known beforehand, and those that Bitbucket tells of if the credentials may ask. */
  private List<String> workspaces(List<String> known, List<String> remarks)
      throws CallFailedException {
    Map<String, String> workspaces = new LinkedHashMap<>();
    known.forEach(workspace -> workspaces.put(workspace.toLowerCase(Locale.ROOT), workspace));
    try {
      JsonNode page = reading.json(api + "/user/workspaces?pagelen=" + CloudPages.LARGEST);
      for (JsonNode access : Reading.values(page)) {
        String slug = access.at("/workspace/slug").asText(access.path("slug").asText());
        if (!slug.isEmpty()) {
          workspaces.putIfAbsent(slug.toLowerCase(Locale.ROOT), slug);
        }
      }
    } catch (CallFailedException e) {
      switch (e.fault()) {
        case FORBIDDEN, SCOPE_MISSING, NOT_FOUND, BITBUCKET_FAILED ->
            remarks.add("Bitbucket does not tell the workspaces of these credentials");
        default -> throw e;
      }
    }
    if (workspaces.size() > MOST_WORKSPACES) {
      remarks.add("only the first %d workspaces were looked into".formatted(MOST_WORKSPACES));
    }
    return workspaces.values().stream().limit(MOST_WORKSPACES).toList();
  }

  private boolean addExact(String workspace, String name, Set<String> found)
      throws CallFailedException {
    try {
      JsonNode repository =
          reading.json(repository(workspace, name.toLowerCase(Locale.ROOT)) + "?fields=full_name");
      found.add(repository.path("full_name").asText(workspace + "/" + name));
      return true;
    } catch (CallFailedException e) {
      if (e.fault() == Fault.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private boolean addSimilar(String workspace, Search search, Set<String> found)
      throws CallFailedException {
    @Nullable String name = search.repository();
    return pages.add(
        api + "/repositories/" + PathSegment.encode(workspace),
        "full_name",
        name == null ? null : "name ~ " + CloudPages.quoted(name),
        Map.of("role", "member"),
        search.limit(),
        found);
  }

  private String repository(String namespace, String repository) {
    return "%s/repositories/%s/%s"
        .formatted(api, PathSegment.encode(namespace), PathSegment.encode(repository));
  }
}
