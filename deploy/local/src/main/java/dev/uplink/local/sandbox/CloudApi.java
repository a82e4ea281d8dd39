package dev.uplink.local.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.uplink.schemas.id.BitbucketProduct;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bitbucket Cloud's REST API under {@code /2.0}, as far as Uplink uses it. */
final class CloudApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> STATES = Set.of("INPROGRESS", "SUCCESSFUL", "FAILED", "STOPPED");
  private static final int KEY_LENGTH = 40;
  private static final Pattern QUERY = Pattern.compile("name (=|~) \"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final String REPOSITORY = "/repositories/*/*";
  private static final String STATUSES = REPOSITORY + "/commit/*/statuses";

  private final StatusBook book;
  private final CloudHistory history;
  private final Routes routes;

  CloudApi(StatusBook book, CloudHistory history) {
    this.book = book;
    this.history = history;
    this.routes =
        new Routes("/2\\.0")
            .on("POST", STATUSES + "/build", this::post)
            .on("PUT", STATUSES + "/build/*", this::put)
            .on("GET", STATUSES + "/build/*", this::get)
            .on("GET", STATUSES, this::list)
            .on("GET", REPOSITORY + "/commit/*", this::commit)
            .on("GET", "/user/workspaces", (request, parts) -> workspaces())
            .on("GET", "/workspaces/*", (request, parts) -> workspace(parts))
            .on("GET", "/repositories/*", CloudApi::repositories)
            .on("GET", REPOSITORY, (request, parts) -> repository(parts))
            .on("GET", REPOSITORY + "/refs/branches", this::branches);
    history.addTo(routes);
  }

  SandboxResponse answer(SandboxRequest request) {
    if (!request.authorizedBy("Basic") && !request.authorizedBy("Bearer")) {
      return SandboxResponse.cloudError(
          401, "Token is invalid, expired, or not supported for this endpoint.");
    }
    return routes
        .answer(request)
        .orElseGet(() -> SandboxResponse.cloudError(404, "Resource not found"));
  }

  private SandboxResponse post(SandboxRequest request, List<String> parts) {
    CommitPlace commit = place(parts);
    if (!commit.commit().matches("[0-9a-f]{7,40}")) {
      return SandboxResponse.cloudError(404, "Commit not found");
    }
    StatusBody body = new StatusBody(request.body());
    ShownStatus status = read(body, commit);
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
    return posted.status() == 201 ? new SandboxResponse(200, posted.body()) : posted;
  }

  private SandboxResponse get(SandboxRequest request, List<String> parts) {
    return book.at(place(parts), parts.get(3))
        .map(status -> SandboxResponse.of(200, json(status)))
        .orElseGet(() -> SandboxResponse.cloudError(404, "Build status not found"));
  }

  /** With refname: those of that branch and those of none, as Cloud does. */
  private SandboxResponse list(SandboxRequest request, List<String> parts) {
    Optional<String> branch = request.parameter("refname");
    return page(
        book.of(place(parts)).stream()
            .filter(
                status ->
                    branch.isEmpty()
                        || status.ref() == null
                        || status.ref().equals(branch.orElseThrow()))
            .map(CloudApi::json)
            .toArray(ObjectNode[]::new));
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

  private static SandboxResponse workspaces() {
    ObjectNode access = JSON.objectNode().put("type", "workspace_access");
    access.withObject("/workspace").put("slug", "acme");
    return page(access);
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
    return page(
        named(
            Holdings.repositories(filter(request)), request, "full_name", parts.getFirst() + "/"));
  }

  private SandboxResponse branches(SandboxRequest request, List<String> parts) {
    SandboxResponse repository = repository(parts);
    return repository.status() == 200
        ? page(
            Holdings.branches(filter(request)).stream()
                .limit(size(request))
                .map(name -> CloudHistory.ref(name, history.head(parts, name)))
                .toArray(ObjectNode[]::new))
        : repository;
  }

  private static int size(SandboxRequest request) {
    return request.parameter("pagelen").map(Integer::parseInt).orElse(10);
  }

  /** One page, without a link to the next. */
  private static ObjectNode[] named(
      List<String> names, SandboxRequest request, String field, String prefix) {
    return names.stream()
        .limit(size(request))
        .map(name -> JSON.objectNode().put(field, prefix + name))
        .toArray(ObjectNode[]::new);
  }

  /** As far as Uplink uses the query language: one name, whole or in part. */
  private static Holdings.Filter filter(SandboxRequest request) {
    Matcher query = QUERY.matcher(request.parameter("q").orElse(""));
    if (!query.matches()) {
      return Holdings.Filter.NONE;
    }
    boolean isWhole = query.group(1).equals("=");
    String text = query.group(2).replaceAll("\\\\(.)", "$1");
    return new Holdings.Filter(text, !isWhole, isWhole);
  }

  private static SandboxResponse page(ObjectNode... values) {
    ArrayNode items = JSON.arrayNode().addAll(List.of(values));
    ObjectNode page = JSON.objectNode().put("pagelen", 100).put("page", 1);
    page.put("size", items.size()).set("values", items);
    return SandboxResponse.of(200, page);
  }

  private static ShownStatus read(StatusBody body, CommitPlace commit) {
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
