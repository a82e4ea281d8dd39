package dev.uplink.local.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bitbucket Data Center's REST API, as far as Uplink uses it, under any context path: {@code
 * /rest/api/latest} and {@code /stash/rest/api/1.0} are the same host to the sandbox.
 */
final class DataCenterApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> STATES =
      Set.of("SUCCESSFUL", "FAILED", "INPROGRESS", "CANCELLED", "UNKNOWN");

  /** Of the API for builds that servers before 7.4 have: of commits, wherever they are. */
  private static final String LEGACY = "/rest/build-status/";

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

  /** Of the server whose description this is. */
  private static final String VERSION = "9.4.0";

  /** Less than Uplink asks for, as servers are free to give. */
  private static final int LARGEST_PAGE = 25;

  private static final String REPOSITORY = "/projects/*/repos/*";
  private static final String BUILDS = REPOSITORY + "/commits/*/builds";

  private final StatusBook book;
  private final DataCenterHistory history;
  private final Routes routes;
  private final Routes legacy;

  DataCenterApi(StatusBook book, DataCenterHistory history) {
    this.book = book;
    this.history = history;
    this.routes =
        new Routes("(?:/[^/]+)*/rest/api/(?:latest|1\\.0)", SandboxResponse::dataCenterError)
            .on("POST", BUILDS, Parameters.NONE, this::post)
            .on("GET", BUILDS, Parameters.NONE.text("key"), this::get)
            .on("GET", "/build/capabilities", Parameters.NONE, (request, parts) -> capabilities())
            .on(
                "GET",
                "/application-properties",
                Parameters.NONE,
                (request, parts) ->
                    SandboxResponse.of(
                        200,
                        JSON.objectNode()
                            .put("version", VERSION)
                            .put("buildNumber", "9004000")
                            .put("displayName", "Bitbucket")))
            .on("GET", REPOSITORY + "/commits/*", Parameters.NONE.text("path"), this::commit)
            .on("GET", "/users/*", Parameters.NONE, (request, parts) -> user(parts))
            .on(
                "GET",
                "/repos",
                paged()
                    .text("name", "projectname", "projectkey")
                    .oneOf("permission", "REPO_READ", "REPO_WRITE", "REPO_ADMIN")
                    .oneOf("state", "AVAILABLE", "INITIALISING", "INITIALISATION_FAILED")
                    .oneOf("visibility", "public", "private")
                    .oneOf("archived", "ACTIVE", "ARCHIVED", "ALL"),
                DataCenterApi::repositories)
            .on("GET", REPOSITORY, Parameters.NONE, (request, parts) -> repository(parts))
            .on(
                "GET",
                REPOSITORY + "/branches",
                paged()
                    .text("filterText", "base", "context")
                    .flag("boostMatches", "details")
                    .oneOf("orderBy", "ALPHABETICAL", "MODIFICATION"),
                DataCenterApi::branches);
    history.addTo(routes);
    this.legacy =
        new Routes("(?:/[^/]+)*" + LEGACY + "(?:latest|1\\.0)", SandboxResponse::dataCenterError)
            .on("POST", "/commits/*", Parameters.NONE, this::postLegacy);
  }

  /** Tokens of projects and repositories work as Bearer only, so only that is accepted. */
  SandboxResponse answer(SandboxRequest request) {
    if (!Authorization.isBearer(request)) {
      return SandboxResponse.dataCenterError(401, "Authentication failed.")
          .violating("Authorization (expected: Bearer)");
    }
    return request.path().contains(LEGACY) ? legacy.answer(request) : routes.answer(request);
  }

  private SandboxResponse post(SandboxRequest request, List<String> parts) {
    SandboxResponse repository = repository(parts);
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

  private SandboxResponse postLegacy(SandboxRequest request, List<String> parts) {
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

  private SandboxResponse commit(SandboxRequest request, List<String> parts) {
    String hash = parts.get(2);
    Optional<String> full =
        hash.matches("[0-9a-f]{40}") ? Optional.of(hash) : history.commit(parts);
    return full.map(id -> SandboxResponse.of(200, JSON.objectNode().put("id", id)))
        .orElseGet(
            () -> SandboxResponse.dataCenterError(404, "Commit '" + hash + "' does not exist."));
  }

  private static SandboxResponse capabilities() {
    ObjectNode body = JSON.objectNode();
    body.withArray("buildStatus").add("richBuildStatus").add("cancelledStatus");
    return SandboxResponse.of(200, body);
  }

  private static SandboxResponse user(List<String> parts) {
    return SandboxResponse.of(
        200, JSON.objectNode().put("name", parts.getFirst()).put("slug", parts.getFirst()));
  }

  private static SandboxResponse repository(List<String> parts) {
    return Holdings.has(parts.get(1))
        ? SandboxResponse.of(200, repository(parts.get(0), parts.get(1)))
        : SandboxResponse.dataCenterError(
            404, "Repository " + parts.get(0) + "/" + parts.get(1) + " does not exist.");
  }

  private static ObjectNode repository(String project, String slug) {
    ObjectNode repository = JSON.objectNode().put("slug", slug);
    repository.withObject("/project").put("key", project);
    return repository;
  }

  private static SandboxResponse repositories(SandboxRequest request, List<String> parts) {
    String project = request.parameter("projectkey").orElse("PAY");
    return page(
        request,
        Holdings.repositories(filter(request, "name")).stream()
            .map(name -> repository(project, name))
            .toList());
  }

  /** As servers that know nothing of {@code boostMatches}: exact matches stand where they stand. */
  private static SandboxResponse branches(SandboxRequest request, List<String> parts) {
    SandboxResponse repository = repository(parts);
    return repository.status() == 200
        ? page(
            request,
            Holdings.branches(filter(request, "filterText")).stream()
                .map(DataCenterApi::branch)
                .toList())
        : repository;
  }

  private static ObjectNode branch(String name) {
    return JSON.objectNode().put("id", "refs/heads/" + name).put("displayId", name);
  }

  private static Holdings.Filter filter(SandboxRequest request, String parameter) {
    return new Holdings.Filter(request.parameter(parameter).orElse(""), true, true);
  }

  static Parameters paged() {
    return Parameters.NONE
        .number("start", 0, Integer.MAX_VALUE)
        .number("limit", 1, Integer.MAX_VALUE);
  }

  /** From where it is asked for. */
  static SandboxResponse page(SandboxRequest request, List<ObjectNode> values) {
    int start = request.parameter("start").map(Integer::parseInt).orElse(0);
    int most = Math.min(request.parameter("limit").map(Integer::parseInt).orElse(25), LARGEST_PAGE);
    int end = Math.min(values.size(), start + most);
    List<ObjectNode> some = start < end ? values.subList(start, end) : List.of();
    ObjectNode page = JSON.objectNode().put("start", start).put("limit", most);
    page.put("size", some.size()).put("isLastPage", end == values.size());
    if (end < values.size()) {
      page.put("nextPageStart", end);
    }
    page.set("values", JSON.arrayNode().addAll(some));
    return SandboxResponse.of(200, page);
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
