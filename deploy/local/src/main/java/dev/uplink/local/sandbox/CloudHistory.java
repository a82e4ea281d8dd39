package dev.uplink.local.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Cloud says of commits and files. Only what was told is there: a range that was not, also one
 * asked for the wrong way round, is answered 404.
 */
final class CloudHistory {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern SPEC = Pattern.compile("([0-9a-f]{7,40})\\.\\.([0-9a-f]{7,40})");
  private static final String REPOSITORY = "/repositories/*/*";

  /** Of a page; of other lists 100. */
  private static final int MOST_PULL_REQUESTS = 50;

  private static final int MOST_CHANGES = 500;

  private final Histories histories;

  CloudHistory(Histories histories) {
    this.histories = histories;
  }

  Routes addTo(Routes routes) {
    return routes
        .on("GET", "/user", CloudPage.partial(), (request, parts) -> withoutScope())
        .on("GET", REPOSITORY + "/refs/tags", CloudPage.parameters(), this::tags)
        .on(
            "GET",
            REPOSITORY + "/commit/*/pullrequests",
            CloudPage.parameters(MOST_PULL_REQUESTS),
            this::ofCommit)
        .on(
            "GET",
            REPOSITORY + "/pullrequests",
            CloudPage.parameters(MOST_PULL_REQUESTS)
                .oneOf("state", "OPEN", "MERGED", "DECLINED", "SUPERSEDED"),
            this::open)
        .on("GET", REPOSITORY + "/pullrequests/*/diffstat", changes(), this::redirect)
        .on("GET", REPOSITORY + "/diffstat/*/*", changes(), this::ofPullRequest)
        .on("GET", REPOSITORY + "/diffstat/*", changes(), this::diffstat);
  }

  private static Parameters changes() {
    return CloudPage.parameters(MOST_CHANGES)
        .flag("topic", "ignore_whitespace", "merge", "renames")
        .number("from_pullrequest_id", 1, Integer.MAX_VALUE)
        .text("path");
  }

  Optional<String> commit(List<String> parts) {
    return history(parts).commit(parts.get(2));
  }

  String head(List<String> parts, String branch) {
    return history(parts).head(branch);
  }

  /** Of the account: tokens have the scopes that the documents name, and this takes another. */
  private static SandboxResponse withoutScope() {
    return SandboxResponse.cloudScopeMissing("account", Sandbox.SCOPES);
  }

  /** First the newer commit, then the older one; from where they part unless topic is false. */
  private SandboxResponse diffstat(SandboxRequest request, List<String> parts) {
    Matcher spec = SPEC.matcher(parts.get(2));
    if (!spec.matches()) {
      return SandboxResponse.cloudError(400, "Expected newer..older")
          .violating("spec: %s (expected: two hashes)".formatted(parts.get(2)));
    }
    boolean direct = request.parameter("topic").filter("false"::equals).isPresent();
    Optional<List<Change>> changes =
        direct
            ? history(parts).changed(spec.group(2), spec.group(1))
            : history(parts).changedSinceHead(spec.group(2), spec.group(1));
    return changes
        .map(found -> page(request, found))
        .orElseGet(() -> SandboxResponse.cloudError(404, "Commit not found"));
  }

  private SandboxResponse redirect(SandboxRequest request, List<String> parts) {
    return pullRequest(parts, parts.get(2))
        .map(
            found ->
                SandboxResponse.redirect(
                    "/2.0/repositories/%s/%s/diffstat/%s/%s:%s%%0D%s?from_pullrequest_id=%d&topic=true"
                        .formatted(
                            parts.get(0),
                            parts.get(1),
                            parts.get(0),
                            parts.get(1),
                            found.source(),
                            "0123456789ab",
                            found.id())))
        .orElseGet(() -> SandboxResponse.cloudError(404, "Pull request not found"));
  }

  private SandboxResponse ofPullRequest(SandboxRequest request, List<String> parts) {
    return request
        .parameter("from_pullrequest_id")
        .flatMap(id -> pullRequest(parts, id))
        .map(found -> page(request, found.files()))
        .orElseGet(() -> SandboxResponse.cloudError(404, "Commit not found"));
  }

  private SandboxResponse tags(SandboxRequest request, List<String> parts) {
    String query = request.parameter("q").orElse("");
    String name = query.replaceFirst("^name = \"(.*)\"$", "$1").replaceAll("\\\\(.)", "$1");
    return entries(
        request,
        history(parts).tag(name).stream().map(commit -> ref(name, commit)).toList(),
        Function.identity());
  }

  static ObjectNode ref(String name, String commit) {
    ObjectNode ref = JSON.objectNode().put("name", name);
    ref.withObject("/target").put("hash", commit);
    return ref;
  }

  private SandboxResponse ofCommit(SandboxRequest request, List<String> parts) {
    if (!history(parts).hasCommitLinks()) {
      return SandboxResponse.cloudError(404, "Pull request commit links have not been indexed");
    }
    return entries(
        request,
        history(parts).pullRequests().stream()
            .filter(found -> found.contains(parts.get(2)))
            .toList(),
        found -> JSON.objectNode().put("type", "pullrequest").put("id", found.id()));
  }

  /** Hashes of pull requests have 12 digits. */
  private SandboxResponse open(SandboxRequest request, List<String> parts) {
    return entries(
        request,
        history(parts).pullRequests().stream()
            .filter(found -> found.state().equals("OPEN"))
            .toList(),
        found -> {
          ObjectNode entry = JSON.objectNode().put("type", "pullrequest").put("id", found.id());
          String source = found.source().toLowerCase(Locale.ROOT);
          entry
              .withObject("/source/commit")
              .put("hash", source.substring(0, Math.min(12, source.length())));
          return entry;
        });
  }

  private Optional<History.PullRequest> pullRequest(List<String> parts, String id) {
    return id.matches("[0-9]{1,9}")
        ? history(parts).pullRequest(Long.parseLong(id))
        : Optional.empty();
  }

  private History history(List<String> parts) {
    return histories.of(BitbucketProduct.CLOUD, parts.get(0), parts.get(1));
  }

  private static SandboxResponse page(SandboxRequest request, List<Change> changes) {
    return entries(
        request,
        changes,
        change -> {
          ObjectNode entry = JSON.objectNode().put("type", "diffstat");
          entry.set("old", file(change.oldPath()));
          entry.set("new", file(change.newPath()));
          return entry;
        });
  }

  private static JsonNode file(@Nullable String path) {
    return path == null ? JSON.nullNode() : JSON.objectNode().put("path", path);
  }

  private static <T> SandboxResponse entries(
      SandboxRequest request, List<T> found, Function<T, ObjectNode> entry) {
    return CloudPage.of(request, found.stream().map(entry).toList(), usual(request));
  }

  /** Of changed files as many as are allowed. */
  private static int usual(SandboxRequest request) {
    return request.path().contains("/diffstat") ? MOST_CHANGES : 10;
  }
}
