package dev.uplink.notifier.bitbucket.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.notifier.aggregate.PathSegment;
import dev.uplink.notifier.bitbucket.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** One repository on Bitbucket Cloud, asked. */
final class CloudRepository implements RepositoryReader {
  /** Of changed files; of what else is listed here, 50 are allowed everywhere. */
  private static final int CHANGES = 500;

  private static final int PULL_REQUESTS = 50;
  private static final int MOST_PULL_REQUESTS = 1_000;

  private final String api;
  private final String repository;
  private final Reading reading;
  private final CloudPages pages;

  CloudRepository(String api, String namespace, String name, Reading reading) {
    this.api = api;
    this.repository = url(api, namespace, name);
    this.reading = reading;
    this.pages = new CloudPages(api, reading);
  }

  static String url(String api, String namespace, String name) {
    return "%s/repositories/%s/%s"
        .formatted(api, PathSegment.encode(namespace), PathSegment.encode(name));
  }

  /** Cloud takes the newer commit first, the other way round than git. */
  @Override
  public ChangedFiles changedFiles(String from, String to) throws CallFailedException {
    return diffstat(to, from, false);
  }

  @Override
  public ChangedFiles changedFilesSince(String branch, String to) throws CallFailedException {
    // By its hash: a branch's name may have a slash, which a path would take apart.
    return diffstat(to, branchHead(branch), true);
  }

  /** The redirect names the commits that are compared, so the head costs no request. */
  @Override
  public PullRequestFiles pullRequestFiles(long pullRequest) throws CallFailedException {
    ChangedFiles files = changes("/pullrequests/" + pullRequest + "/diffstat", Map.of());
    return new PullRequestFiles(files, Hashes.newerOfDiffstat(reading.ledTo()));
  }

  @Override
  public String fullHash(String hash) throws CallFailedException {
    JsonNode commit =
        reading.json(repository + "/commit/" + PathSegment.encode(hash) + "?fields=hash");
    return Hashes.expanded(hash, commit.path("hash"));
  }

  @Override
  public String tagCommit(String tag) throws CallFailedException {
    return target("/refs/tags", tag);
  }

  @Override
  public String branchHead(String branch) throws CallFailedException {
    return target("/refs/branches", branch);
  }

  /**
   * 202 says that commits are still being indexed. 404 says that nothing is indexed here: the app
   * "Pull Request Commit Links" is missing. Then it can be told from the heads alone.
   */
  @Override
  public PullRequests pullRequests(String commit) throws CallFailedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("pagelen", Integer.toString(PULL_REQUESTS));
    parameters.put("fields", "next,pagelen,values.id,values.state");
    try {
      return pullRequests(
          "/commit/" + PathSegment.encode(commit) + "/pullrequests",
          parameters,
          CloudRepository::mayBeOpen,
          false);
    } catch (CallFailedException e) {
      if (e.fault() != Fault.NOT_FOUND) {
        throw e;
      }
    }
    parameters.put("q", "state = \"OPEN\"");
    parameters.put("fields", "next,pagelen,values.id,values.source.commit.hash");
    return pullRequests(
        "/pullrequests",
        parameters,
        entry -> Hashes.alike(commit, entry.at("/source/commit/hash").asText("")),
        true);
  }

  @Override
  public List<String> ownAccount() throws CallFailedException {
    JsonNode user;
    try {
      user = reading.json(api + "/user?fields=uuid,account_id");
    } catch (CallFailedException e) {
      // The scope for this is none of those that a token needs.
      if (e.fault().isForbidden()) {
        return List.of();
      }
      throw e;
    }
    List<String> ids = new ArrayList<>();
    for (String field : List.of("uuid", "account_id")) {
      String id = user.path(field).asText("").toLowerCase(Locale.ROOT);
      if (!id.isEmpty()) {
        ids.add(id);
      }
    }
    if (ids.isEmpty()) {
      throw new CallFailedException(Fault.BITBUCKET_FAILED, "the answer names no account");
    }
    return ids;
  }

  /**
   * @param sinceTheyParted from where the histories part, else from the older commit itself: on a
   *     plain push both are the same, after a forced one they are not
   */
  private ChangedFiles diffstat(String newer, String older, boolean sinceTheyParted)
      throws CallFailedException {
    String spec = PathSegment.encode(newer) + ".." + PathSegment.encode(older);
    return changes("/diffstat/" + spec, Map.of("topic", Boolean.toString(sinceTheyParted)));
  }

  private ChangedFiles changes(String path, Map<String, String> more) throws CallFailedException {
    Map<String, String> parameters = new LinkedHashMap<>(more);
    parameters.put("pagelen", Integer.toString(CHANGES));
    // What else there is of a change would make a page of 500 larger than is read.
    parameters.put("fields", "next,pagelen,values.old.path,values.new.path");
    Paths paths = new Paths();
    boolean complete =
        pages.each(
            repository + path,
            parameters,
            entry ->
                paths.add(entry.at("/old/path").textValue(), entry.at("/new/path").textValue()));
    if (!complete) {
      paths.cutOff();
    }
    return paths.end();
  }

  /** By query and not by path, as for all names that may have slashes. */
  private String target(String path, String name) throws CallFailedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("q", "name = " + CloudPages.quoted(name));
    parameters.put("pagelen", "10");
    parameters.put("fields", "next,pagelen,values.name,values.target.hash");
    JsonNode page = reading.json(repository + path + Reading.query(parameters));
    for (JsonNode entry : Reading.values(page)) {
      if (name.equals(entry.path("name").asText())) {
        return Hashes.full(entry.at("/target/hash"));
      }
    }
    throw new CallFailedException(Fault.NOT_FOUND, "Bitbucket knows no such branch or tag");
  }

  private PullRequests pullRequests(
      String path, Map<String, String> parameters, Predicate<JsonNode> wanted, boolean byHeads)
      throws CallFailedException {
    List<Long> ids = new ArrayList<>();
    var _ =
        pages.each(
            repository + path,
            parameters,
            entry -> {
              if (entry.path("id").canConvertToLong() && wanted.test(entry)) {
                ids.add(entry.path("id").asLong());
              }
              return ids.size() < MOST_PULL_REQUESTS;
            });
    return new PullRequests(ids, byHeads);
  }

  /** The list of a commit's may have no states. */
  private static boolean mayBeOpen(JsonNode entry) {
    return entry.path("state").asText("OPEN").equals("OPEN");
  }
}
