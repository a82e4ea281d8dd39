package dev.uplink.local.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What was told of one repository: files by range and pull request, commits, branches, tags. */
final class History {
  /**
   * @param source the commit it would merge, 40 digits
   */
  record PullRequest(
      long id, String source, String state, Set<String> commits, List<Change> files) {
    boolean contains(String commit) {
      return source.equals(commit) || commits.contains(commit);
    }
  }

  /** How hashes begin that no repository has. */
  private static final String MISSING = "0000000";

  private static final int HASH_DIGITS = 40;

  private final Map<String, List<Change>> ranges = new ConcurrentHashMap<>();
  private final Map<Long, PullRequest> pullRequests = new ConcurrentHashMap<>();
  private final Map<String, String> branches = new ConcurrentHashMap<>();
  private final Map<String, String> tags = new ConcurrentHashMap<>();
  private final Set<String> commits = ConcurrentHashMap.newKeySet();
  private volatile boolean commitLinks = true;

  /** Adds to what was told before. */
  void add(JsonNode told) {
    for (JsonNode range : told.path("changes")) {
      String to = range.path("to").asText();
      String key =
          range.has("branch")
              ? since(range.path("branch").asText(), to)
              : between(range.path("from").asText(), to);
      ranges.put(key, changes(range));
    }
    for (JsonNode node : told.path("pullRequests")) {
      PullRequest request =
          new PullRequest(
              node.path("id").asLong(),
              node.path("source").asText(),
              node.path("state").asText("OPEN"),
              Set.copyOf(texts(node.path("commits"))),
              changes(node));
      pullRequests.put(request.id(), request);
    }
    told.path("branches")
        .properties()
        .forEach(branch -> branches.put(branch.getKey(), branch.getValue().asText()));
    told.path("tags").properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    commits.addAll(texts(told.path("commits")));
    commitLinks = told.path("commitLinks").asBoolean(commitLinks);
  }

  /** Empty for what was not told: exactly these commits, in this order. */
  Optional<List<Change>> changed(String from, String to) {
    return Optional.ofNullable(ranges.get(between(from, to)));
  }

  /** What a commit changed since it left the branch. */
  Optional<List<Change>> changedSince(String branch, String to) {
    return Optional.ofNullable(ranges.get(since(branch, to)));
  }

  /** The same of the branch that ends with a commit. */
  Optional<List<Change>> changedSinceHead(String head, String to) {
    return branches.entrySet().stream()
        .filter(branch -> branch.getValue().equals(head))
        .flatMap(branch -> changedSince(branch.getKey(), to).stream())
        .findFirst();
  }

  Optional<PullRequest> pullRequest(long id) {
    return Optional.ofNullable(pullRequests.get(id));
  }

  /** By their number. */
  List<PullRequest> pullRequests() {
    return pullRequests.values().stream()
        .sorted((one, other) -> Long.compare(one.id(), other.id()))
        .toList();
  }

  /** Every branch has a head, one that was not told of always the same. */
  String head(String branch) {
    @Nullable String told = branches.get(branch);
    return told == null ? invented(branch) : told;
  }

  Optional<String> tag(String name) {
    return Optional.ofNullable(tags.get(name));
  }

  /**
   * The commit that begins so. One that was not told of is made up, always alike: a webhook may
   * speak of any. Empty for those that begin with {@link #MISSING}.
   */
  Optional<String> commit(String hash) {
    return commits.stream()
        .filter(known -> known.startsWith(hash))
        .findFirst()
        .or(() -> Optional.of(hash).filter(h -> !h.startsWith(MISSING)).map(History::completed));
  }

  private static String completed(String hash) {
    return hash + invented(hash).substring(Math.min(hash.length(), HASH_DIGITS));
  }

  boolean hasCommitLinks() {
    return commitLinks;
  }

  private static String invented(String branch) {
    UUID one = UUID.nameUUIDFromBytes(branch.getBytes(StandardCharsets.UTF_8));
    return (one.toString() + one).replace("-", "").substring(0, HASH_DIGITS);
  }

  private static String between(String from, String to) {
    return from + ".." + to;
  }

  private static String since(String branch, String to) {
    return branch + " " + to;
  }

  private static List<Change> changes(JsonNode told) {
    return StreamSupport.stream(told.path("files").spliterator(), false)
        .map(Change::of)
        .filter(change -> Objects.nonNull(change.oldPath()) || Objects.nonNull(change.newPath()))
        .toList();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
