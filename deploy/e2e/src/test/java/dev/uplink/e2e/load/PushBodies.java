package dev.uplink.e2e.load;

import dev.uplink.e2e.Repository;
import org.jspecify.annotations.Nullable;

/** Bodies of what happens in a repository all day, from Bitbucket's documented formats. */
final class PushBodies {
  private static final String NO_COMMIT = "0".repeat(40);

  private PushBodies() {}

  static String cloud(Repository repository, RefMove move) {
    return """
    {"push": {"changes": [{"old": %s, "new": %s, "created": %b, "closed": %b, "forced": %b,
       "truncated": false, "commits": []}]}, %s}
    """
        .formatted(
            cloudRef(move.branch(), move.from()),
            cloudRef(move.branch(), move.to()),
            move.from() == null,
            move.to() == null,
            move.forced(),
            cloudFrame(repository));
  }

  static String dataCenter(Repository repository, RefMove move) {
    String type = move.from() == null ? "ADD" : move.to() == null ? "DELETE" : "UPDATE";
    return """
    {"eventKey": "repo:refs_changed", "date": "2026-11-02T10:15:30+0200", %s,
     "changes": [{"ref": {"id": "refs/heads/%s", "displayId": "%s", "type": "BRANCH"},
       "refId": "refs/heads/%s", "fromHash": "%s", "toHash": "%s", "type": "%s"}]}
    """
        .formatted(
            dataCenterFrame(repository),
            move.branch(),
            move.branch(),
            move.branch(),
            hash(move.from()),
            hash(move.to()),
            type);
  }

  static String cloudPullRequest(Repository repository, int id, String commit) {
    return """
    {"pullrequest": {"type": "pullrequest", "id": %d, "title": "Change", "state": "OPEN",
       "source": {"branch": {"name": "feature"}, "commit": {"hash": "%s"}},
       "destination": {"branch": {"name": "main"}, "commit": {"hash": "%s"}}}, %s}
    """
        .formatted(id, commit.substring(0, 12), commit.substring(12, 24), cloudFrame(repository));
  }

  static String dataCenterPullRequest(Repository repository, int id, String commit) {
    return """
    {"eventKey": "pr:opened", "date": "2026-11-02T10:15:30+0200", %s,
     "pullRequest": {"id": %d, "version": 0, "title": "Change", "state": "OPEN", "open": true,
       "fromRef": {"id": "refs/heads/feature", "displayId": "feature", "latestCommit": "%s"},
       "toRef": {"id": "refs/heads/main", "displayId": "main", "latestCommit": "%s"}}}
    """
        .formatted(dataCenterFrame(repository), id, commit, commit);
  }

  private static String cloudRef(String branch, @Nullable String commit) {
    return commit == null
        ? "null"
        : """
        {"type": "branch", "name": "%s", "target": {"type": "commit", "hash": "%s"}}\
        """
            .formatted(branch, commit);
  }

  private static String cloudFrame(Repository repository) {
    return """
    "repository": {"type": "repository", "full_name": "%s/%s", "name": "Infra",
       "uuid": "{6bc06839-c558-442a-8e0f-1f6fd1b0e8a6}", "is_private": true},
     "actor": {"type": "user", "display_name": "Dev", "nickname": "dev"}\
    """
        .formatted(repository.namespace(), repository.name());
  }

  private static String dataCenterFrame(Repository repository) {
    return """
    "actor": {"name": "dev", "id": 1, "displayName": "Dev", "type": "NORMAL"},
     "repository": {"slug": "%s", "id": 84, "name": "Infra", "scmId": "git",
       "project": {"key": "%s", "id": 84, "name": "Platform", "type": "NORMAL"}}\
    """
        .formatted(repository.name(), repository.namespace());
  }

  private static String hash(@Nullable String commit) {
    return commit == null ? NO_COMMIT : commit;
  }
}
