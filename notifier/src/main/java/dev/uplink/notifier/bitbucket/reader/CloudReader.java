package dev.uplink.notifier.bitbucket.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.notifier.aggregate.PathSegment;
import dev.uplink.notifier.bitbucket.Fault;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bitbucket Cloud, asked. */
final class CloudReader implements BitbucketReader {
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
    return new CloudWorkspaces(api, reading, pages).repositories(namespaces, search);
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

  private String repository(String namespace, String repository) {
    return CloudRepository.url(api, namespace, repository);
  }
}
