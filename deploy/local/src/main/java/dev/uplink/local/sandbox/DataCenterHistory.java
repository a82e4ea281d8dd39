package dev.uplink.local.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.List;
import java.util.Optional;

/**
 * What Data Center says of commits and files. Only what was told is there: a range that was not,
 * also one asked for the wrong way round, is answered 404.
 */
final class DataCenterHistory {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String REPOSITORY = "/projects/*/repos/*";
  private static final String BRANCH = "refs/heads/";
  private static final String TAG = "refs/tags/";

  private final Histories histories;

  DataCenterHistory(Histories histories) {
    this.histories = histories;
  }

  Routes addTo(Routes routes) {
    return routes
        .on(
            "GET",
            REPOSITORY + "/commits",
            DataCenterApi.paged()
                .text("until", "since", "path")
                .flag("followRenames", "ignoreMissing", "withCounts")
                .oneOf("merges", "exclude", "include", "only"),
            this::commits)
        .on("GET", REPOSITORY + "/commits/*/pull-requests", DataCenterApi.paged(), this::ofCommit)
        .on(
            "GET",
            REPOSITORY + "/pull-requests/*/changes",
            DataCenterApi.paged()
                .text("sinceId", "untilId")
                .flag("withComments")
                .oneOf("changeScope", "ALL", "UNREVIEWED", "RANGE"),
            this::ofPullRequest)
        .on(
            "GET",
            REPOSITORY + "/changes",
            DataCenterApi.paged().text("until", "since"),
            this::changes)
        .on(
            "GET",
            REPOSITORY + "/compare/changes",
            DataCenterApi.paged().text("from", "to", "fromRepo"),
            this::compare);
  }

  Optional<String> commit(List<String> parts) {
    return history(parts).commit(parts.get(2));
  }

  /** The latest of a branch or tag; an annotated tag's is its commit, too. */
  private SandboxResponse commits(SandboxRequest request, List<String> parts) {
    Optional<String> until = request.parameter("until");
    return until
        .filter(ref -> ref.startsWith(TAG))
        .flatMap(ref -> history(parts).tag(ref.substring(TAG.length())))
        .or(() -> branch(until).map(name -> history(parts).head(name)))
        .map(id -> JSON.objectNode().put("id", id))
        .map(commit -> DataCenterApi.page(request, List.of(commit)))
        .orElseGet(DataCenterHistory::notFound);
  }

  /** The commits themselves. */
  private SandboxResponse changes(SandboxRequest request, List<String> parts) {
    return history(parts)
        .changed(request.parameter("since").orElse(""), request.parameter("until").orElse(""))
        .map(changes -> DataCenterApi.page(request, nodes(changes)))
        .orElseGet(DataCenterHistory::notFound);
  }

  /** From where they part; {@code from} is the newer one. */
  private SandboxResponse compare(SandboxRequest request, List<String> parts) {
    return branch(request.parameter("to"))
        .flatMap(
            branch -> history(parts).changedSince(branch, request.parameter("from").orElse("")))
        .map(changes -> DataCenterApi.page(request, nodes(changes)))
        .orElseGet(DataCenterHistory::notFound);
  }

  /** One page, wherever it is to start, and of 25 unless told otherwise. */
  private SandboxResponse ofPullRequest(SandboxRequest request, List<String> parts) {
    int limit = request.parameter("limit").map(Integer::parseInt).orElse(25);
    return pullRequest(parts)
        .map(found -> onePage(nodes(found.files()), limit))
        .orElseGet(DataCenterHistory::notFound);
  }

  private SandboxResponse ofCommit(SandboxRequest request, List<String> parts) {
    return DataCenterApi.page(
        request,
        history(parts).pullRequests().stream()
            .filter(found -> found.contains(parts.get(2)))
            .map(found -> JSON.objectNode().put("id", found.id()).put("state", found.state()))
            .toList());
  }

  private static SandboxResponse onePage(List<ObjectNode> all, int limit) {
    List<ObjectNode> some = all.stream().limit(limit).toList();
    ObjectNode page = JSON.objectNode().put("start", 0).put("limit", limit);
    page.put("size", some.size()).put("isLastPage", some.size() == all.size());
    page.set("values", JSON.arrayNode().addAll(some));
    return SandboxResponse.of(200, page);
  }

  private static List<ObjectNode> nodes(List<Change> changes) {
    return changes.stream().map(DataCenterHistory::node).toList();
  }

  private static ObjectNode node(Change change) {
    ObjectNode node = JSON.objectNode().put("type", change.type());
    String path = String.valueOf(change.newPath() == null ? change.oldPath() : change.newPath());
    node.withObject("/path").put("toString", path);
    if (change.type().equals("MOVE")) {
      node.withObject("/srcPath").put("toString", change.oldPath());
    }
    return node;
  }

  private Optional<History.PullRequest> pullRequest(List<String> parts) {
    return parts.get(2).matches("[0-9]{1,9}")
        ? history(parts).pullRequest(Long.parseLong(parts.get(2)))
        : Optional.empty();
  }

  private static Optional<String> branch(Optional<String> ref) {
    return ref.filter(name -> name.startsWith(BRANCH))
        .map(name -> name.substring(BRANCH.length()))
        .filter(Holdings::has);
  }

  private static SandboxResponse notFound() {
    return SandboxResponse.dataCenterError(404, "There is no such commit or pull request.");
  }

  private History history(List<String> parts) {
    return histories.of(BitbucketProduct.DATA_CENTER, parts.get(0), parts.get(1));
  }
}
