package dev.uplink.local.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Bitbucket Data Center's REST API, as far as Uplink uses it, under any context path: {@code
 * /rest/api/latest} and {@code /stash/rest/api/1.0} are the same host to the sandbox.
 */
final class DataCenterApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Of the API for builds that servers before 7.4 have: of commits, wherever they are. */
  private static final String LEGACY = "/rest/build-status/";

  /** Of the server whose description this is. */
  private static final String VERSION = "9.4.0";

  /** Less than Uplink asks for, as servers are free to give. */
  private static final int LARGEST_PAGE = 25;

  private static final String REPOSITORY = "/projects/*/repos/*";

  private final DataCenterHistory history;
  private final Routes routes;
  private final Routes legacy;

  DataCenterApi(DataCenterBuilds builds, DataCenterHistory history) {
    this.history = history;
    this.routes =
        new Routes("(?:/[^/]+)*/rest/api/(?:latest|1\\.0)", SandboxResponse::dataCenterError)
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
    builds.addTo(routes);
    this.legacy =
        new Routes("(?:/[^/]+)*" + LEGACY + "(?:latest|1\\.0)", SandboxResponse::dataCenterError)
            .on("POST", "/commits/*", Parameters.NONE, builds::postLegacy);
  }

  /** Tokens of projects and repositories work as Bearer only, so only that is accepted. */
  SandboxResponse answer(SandboxRequest request) {
    if (!Authorization.isBearer(request)) {
      return SandboxResponse.dataCenterError(401, "Authentication failed.")
          .violating("Authorization (expected: Bearer)");
    }
    return request.path().contains(LEGACY) ? legacy.answer(request) : routes.answer(request);
  }

  private SandboxResponse commit(SandboxRequest request, List<String> parts) {
    String hash = parts.get(2);
    Optional<String> full =
        hash.matches("[0-9a-f]{40}") ? Optional.of(hash) : history.commit(parts);
    return full.map(id -> SandboxResponse.of(200, JSON.objectNode().put("id", id)))
        .orElseGet(
            () -> SandboxResponse.dataCenterError(404, "Commit '" + hash + "' does not exist."));
  }

  private static SandboxResponse user(List<String> parts) {
    return SandboxResponse.of(
        200, JSON.objectNode().put("name", parts.getFirst()).put("slug", parts.getFirst()));
  }

  static SandboxResponse repository(List<String> parts) {
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
}
