package dev.uplink.local.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Data Center's build statuses, of commits in a repository and the old way. */
final class DataCenterBuilds {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String BUILDS = "/projects/*/repos/*/commits/*/builds";
  private static final Set<String> STATES =
      Set.of("SUCCESSFUL", "FAILED", "INPROGRESS", "CANCELLED", "UNKNOWN");

  private static final Set<String> LEGACY_STATES = Set.of("SUCCESSFUL", "FAILED", "INPROGRESS");
  private static final Set<String> LEGACY_FIELDS =
      Set.of("key", "state", "url", "name", "description", "dateAdded");

  private static final Set<String> FIELDS =
      Set.of(
          "key",
          "state",
          "url",
          "name",
          "description",
          "parent",
          "ref",
          "buildNumber",
          "duration",
          "dateAdded",
          "lastUpdated",
          "testResults");

  private final StatusBook book;

  DataCenterBuilds(StatusBook book) {
    this.book = book;
  }

  void addTo(Routes routes) {
    routes
        .on("POST", BUILDS, Parameters.NONE, this::post)
        .on("GET", BUILDS, Parameters.NONE.text("key"), this::get)
        .on("GET", "/build/capabilities", Parameters.NONE, (request, parts) -> capabilities());
  }

  private SandboxResponse post(SandboxRequest request, List<String> parts) {
    SandboxResponse repository = DataCenterApi.repository(parts);
    if (repository.status() != 200) {
      return repository;
    }
    StatusBody body = new StatusBody(request.body(), FIELDS);
    return posted(body, read(body, place(parts), STATES));
  }

  private SandboxResponse posted(StatusBody body, ShownStatus status) {
    if (!status.commit().matches("[0-9a-f]{40}")) {
      body.refuse("commitId", "The commit id must be 40 hexadecimal digits.");
    }
    if (!body.problems().isEmpty()) {
      return SandboxResponse.dataCenterInvalid(body.problems());
    }
    book.post(status);
    return SandboxResponse.noContent();
  }

  /** Of commits, wherever they are, as servers before 7.4 have it. */
  SandboxResponse postLegacy(SandboxRequest request, List<String> parts) {
    StatusBody body = new StatusBody(request.body(), LEGACY_FIELDS);
    body.number("dateAdded");
    CommitPlace commit = new CommitPlace(BitbucketProduct.DATA_CENTER, "", "", parts.getFirst());
    return posted(body, read(body, commit, LEGACY_STATES));
  }

  private SandboxResponse get(SandboxRequest request, List<String> parts) {
    Optional<String> key = request.parameter("key");
    if (key.isEmpty()) {
      return SandboxResponse.dataCenterError(400, "The key is required.")
          .violating("key (expected: there)");
    }
    return book.at(place(parts), key.orElseThrow())
        .map(status -> SandboxResponse.of(200, json(status)))
        .orElseGet(() -> SandboxResponse.dataCenterError(404, "There is no such build status."));
  }

  private static SandboxResponse capabilities() {
    ObjectNode body = JSON.objectNode();
    body.withArray("buildStatus").add("richBuildStatus").add("cancelledStatus");
    return SandboxResponse.of(200, body);
  }

  private static ShownStatus read(StatusBody body, CommitPlace commit, Set<String> states) {
    String key = body.required("key", 255);
    String state = body.state(states);
    String url = String.valueOf(body.url(450));
    @Nullable String ref = body.optional("ref", 1024);
    if (ref != null && !ref.startsWith("refs/")) {
      body.refuse("ref", "The ref must match ^refs/.*");
    }
    body.optional("parent", 1024);
    body.optional("buildNumber", 255);
    List.of("duration", "dateAdded", "lastUpdated").forEach(body::number);
    body.numbers("testResults", Set.of("successful", "failed", "skipped"));
    @Nullable String name = body.optional("name", 255);
    @Nullable String description = body.optional("description", 255);
    return new ShownStatus(
        BitbucketProduct.DATA_CENTER,
        commit.namespace(),
        commit.repository(),
        commit.commit(),
        key,
        state,
        name,
        description,
        url,
        ref,
        1);
  }

  private static ObjectNode json(ShownStatus status) {
    ObjectNode json = JSON.objectNode().put("key", status.key()).put("state", status.state());
    json.put("name", status.name()).put("description", status.description());
    return json.put("url", status.url()).put("ref", status.ref());
  }

  private static CommitPlace place(List<String> parts) {
    return new CommitPlace(BitbucketProduct.DATA_CENTER, parts.get(0), parts.get(1), parts.get(2));
  }
}
