package dev.uplink.local.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.uplink.schemas.id.BitbucketProduct;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bitbucket Cloud's REST API under {@code /2.0}, as far as Uplink uses it. */
final class CloudApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> STATES = Set.of("INPROGRESS", "SUCCESSFUL", "FAILED", "STOPPED");
  private static final int KEY_LENGTH = 40;

  /** As published; a status is an object, and every object says of which type. */
  private static final Set<String> FIELDS =
      Set.of(
          "type",
          "links",
          "uuid",
          "key",
          "refname",
          "url",
          "state",
          "name",
          "description",
          "created_on",
          "updated_on");

  private static final String REPOSITORY = "/repositories/*/*";
  private static final String STATUSES = REPOSITORY + "/commit/*/statuses";

  private final StatusBook book;
  private final CloudHistory history;
  private final Routes routes;

  CloudApi(StatusBook book, CloudHistory history) {
    this.book = book;
    this.history = history;
    this.routes =
        new Routes("/2\\.0", SandboxResponse::cloudError)
            .on("POST", STATUSES + "/build", Parameters.NONE, this::post)
            .on("PUT", STATUSES + "/build/*", Parameters.NONE, this::put)
            .on("GET", STATUSES + "/build/*", CloudPage.partial(), this::get)
            .on("GET", STATUSES, CloudPage.parameters().text("refname"), this::list)
            .on("GET", REPOSITORY + "/commit/*", CloudPage.partial(), this::commit)
            .on("GET", "/user/workspaces", CloudPage.parameters(), CloudApi::workspaces)
            .on("GET", "/workspaces/*", CloudPage.partial(), (request, parts) -> workspace(parts))
            .on(
                "GET",
                "/repositories/*",
                CloudPage.parameters().oneOf("role", "admin", "contributor", "member", "owner"),
                CloudApi::repositories)
            .on("GET", REPOSITORY, CloudPage.partial(), (request, parts) -> repository(parts))
            .on("GET", REPOSITORY + "/refs/branches", CloudPage.parameters(), this::branches);
    history.addTo(routes);
  }

  SandboxResponse answer(SandboxRequest request) {
    if (!Authorization.isBasic(request) && !Authorization.isBearer(request)) {
      return SandboxResponse.cloudError(
              401, "Token is invalid, expired, or not supported for this endpoint.")
          .violating("Authorization (expected: Basic or Bearer)");
    }
    return Fields.pick(request, routes.answer(request));
  }

  private SandboxResponse post(SandboxRequest request, List<String> parts) {
    CommitPlace commit = place(parts);
    if (!commit.commit().matches("[0-9a-f]{7,40}")) {
      return SandboxResponse.cloudError(404, "Commit not found")
          .violating("commit: %s (expected: 7 to 40 digits)".formatted(commit.commit()));
    }
    SandboxResponse repository = repository(parts);
    if (repository.status() != 200) {
      return repository;
    }
    StatusBody body = new StatusBody(request.body(), FIELDS);
    ShownStatus status = read(body, commit);
    if (parts.size() > 3 && !status.key().equals(parts.get(3))) {
      body.refuse("key", "The key cannot be changed.");
    }
    if (!body.problems().isEmpty()) {
      return SandboxResponse.cloudInvalid(body.problems());
    }
    return SandboxResponse.of(201, json(book.post(status)));
  }

  private SandboxResponse put(SandboxRequest request, List<String> parts) {
    if (book.at(place(parts), parts.get(3)).isEmpty()) {
      return SandboxResponse.cloudError(404, "Build status not found");
    }
    SandboxResponse posted = post(request, parts);
    return posted.status() == 201 ? posted.withStatus(200) : posted;
  }

  private SandboxResponse get(SandboxRequest request, List<String> parts) {
    return book.at(place(parts), parts.get(3))
        .map(status -> SandboxResponse.of(200, json(status)))
        .orElseGet(() -> SandboxResponse.cloudError(404, "Build status not found"));
  }

  /** With refname: those of that branch and those of none, as Cloud does. */
  private SandboxResponse list(SandboxRequest request, List<String> parts) {
    Optional<String> branch = request.parameter("refname");
    return CloudPage.of(
        request,
        book.of(place(parts)).stream()
            .filter(
                status ->
                    branch.isEmpty()
                        || status.ref() == null
                        || status.ref().equals(branch.orElseThrow()))
            .map(CloudApi::json)
            .toList());
  }

  /** A full hash exists, a short one only if it was told of or a status made it known. */
  private SandboxResponse commit(SandboxRequest request, List<String> parts) {
    String hash = parts.get(2);
    if (hash.matches("[0-9a-f]{40}")) {
      return SandboxResponse.of(200, JSON.objectNode().put("type", "commit").put("hash", hash));
    }
    return Stream.concat(
            history.commit(parts).stream(), book.all().stream().map(ShownStatus::commit))
        .filter(known -> hash.length() >= 7 && known.startsWith(hash))
        .findFirst()
        .map(
            known ->
                SandboxResponse.of(200, JSON.objectNode().put("type", "commit").put("hash", known)))
        .orElseGet(() -> SandboxResponse.cloudError(404, "Commit not found"));
  }

  private static SandboxResponse workspaces(SandboxRequest request, List<String> parts) {
    ObjectNode access = JSON.objectNode().put("type", "workspace_access");
    access.withObject("/workspace").put("slug", "acme");
    return CloudPage.of(request, List.of(access));
  }

  private static SandboxResponse workspace(List<String> parts) {
    String slug = parts.getFirst();
    return Holdings.has(slug)
        ? SandboxResponse.of(200, JSON.objectNode().put("type", "workspace").put("slug", slug))
        : SandboxResponse.cloudError(404, "No workspace with identifier '" + slug + "'.");
  }

  private static SandboxResponse repository(List<String> parts) {
    String name = parts.get(0) + "/" + parts.get(1);
    return Holdings.has(parts.get(0)) && Holdings.has(parts.get(1))
        ? SandboxResponse.of(
            200, JSON.objectNode().put("type", "repository").put("full_name", name))
        : SandboxResponse.cloudError(404, "Repository " + name + " not found");
  }

  private static SandboxResponse repositories(SandboxRequest request, List<String> parts) {
    return CloudPage.of(
        request,
        Holdings.repositories(CloudQuery.names(request)).stream()
            .map(name -> JSON.objectNode().put("full_name", parts.getFirst() + "/" + name))
            .toList());
  }

  private SandboxResponse branches(SandboxRequest request, List<String> parts) {
    SandboxResponse repository = repository(parts);
    return repository.status() == 200
        ? CloudPage.of(
            request,
            Holdings.branches(CloudQuery.names(request)).stream()
                .map(name -> CloudHistory.ref(name, history.head(parts, name)))
                .toList())
        : repository;
  }

  private static ShownStatus read(StatusBody body, CommitPlace commit) {
    body.required("type", 255);
    String key = body.required("key", KEY_LENGTH);
    String state = body.state(STATES);
    @Nullable URI url = body.url(450);
    // Cloud refuses links that lead nowhere for others: localhost and hosts without a dot.
    if (url != null && !url.getHost().contains(".") && !url.getHost().startsWith("[")) {
      body.refuse("url", "Enter a valid URL.");
    }
    @Nullable String ref = body.optional("refname", 255);
    if (ref != null && ref.startsWith("refs/")) {
      body.refuse("refname", "Enter the name of a branch without refs/heads/.");
    }
    @Nullable String name = body.optional("name", 255);
    @Nullable String description = body.optional("description", 255);
    return new ShownStatus(
        BitbucketProduct.CLOUD,
        commit.namespace(),
        commit.repository(),
        commit.commit(),
        key,
        state,
        name,
        description,
        String.valueOf(url),
        ref,
        1);
  }

  private static ObjectNode json(ShownStatus status) {
    ObjectNode json = JSON.objectNode().put("type", "build");
    json.put("key", status.key()).put("state", status.state()).put("name", status.name());
    json.put("description", status.description()).put("url", status.url());
    return json.put("refname", status.ref());
  }

  private static CommitPlace place(List<String> parts) {
    return new CommitPlace(BitbucketProduct.CLOUD, parts.get(0), parts.get(1), parts.get(2));
  }
}
