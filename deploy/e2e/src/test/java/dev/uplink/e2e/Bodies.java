package dev.uplink.e2e;

/** Webhook bodies, written from Bitbucket's documented formats. */
public final class Bodies {
  private static final String NO_COMMIT = "0".repeat(40);

  private Bodies() {}

  /** Cloud: one branch moved from nowhere to the commit. */
  public static String cloudBranch(Repository repository, String branch, String commit) {
    return cloud(
        repository,
        """
        {"old": null, "new": %s, "created": true, "closed": false, "forced": false,
         "truncated": false, "commits": [{"hash": "%s", "message": "m"}]}
        """
            .formatted(cloudRef("branch", branch, commit), commit));
  }

  /** Cloud: one branch went on from a commit to another. */
  static String cloudMoved(Repository repository, String branch, String from, String to) {
    return cloud(
        repository,
        """
        {"old": %s, "new": %s, "created": false, "closed": false, "forced": false,
         "truncated": false}
        """
            .formatted(cloudRef("branch", branch, from), cloudRef("branch", branch, to)));
  }

  /** Cloud: a pull request from a branch to main, whose head has 12 digits as always. */
  static String cloudPullRequest(Repository repository, int id, String branch, String head) {
    String name = repository.namespace() + "/" + repository.name();
    return """
    {"repository": {"full_name": "%s"},
     "pullrequest": {"id": %d, "title": "t", "state": "OPEN", "draft": false,
       "source": {"branch": {"name": "%s"}, "commit": {"hash": "%s"},
         "repository": {"full_name": "%s"}},
       "destination": {"branch": {"name": "main"}, "commit": {"hash": "0123456789ab"},
         "repository": {"full_name": "%s"}}},
     "actor": {"display_name": "Dev", "uuid": "{11111111-1111-1111-1111-111111111111}"}}
    """
        .formatted(name, id, branch, head.substring(0, 12), name, name);
  }

  static String cloudBranchDeleted(Repository repository, String branch, String commit) {
    return cloud(
        repository,
        """
        {"old": %s, "new": null, "created": false, "closed": true, "forced": false,
         "truncated": false}
        """
            .formatted(cloudRef("branch", branch, commit)));
  }

  public static String cloudTag(Repository repository, String tag, String commit) {
    return cloud(
        repository,
        """
        {"old": null, "new": %s, "created": true, "closed": false, "forced": false,
         "truncated": false}
        """
            .formatted(cloudRef("tag", tag, commit)));
  }

  /** Cloud: a push of these changes, which may be none. */
  public static String cloud(Repository repository, String changes) {
    return """
    {"push": {"changes": [%s]},
     "repository": {"type": "repository", "full_name": "%s/%s", "name": "Infra",
       "uuid": "{6bc06839-c558-442a-8e0f-1f6fd1b0e8a6}", "is_private": true},
     "actor": {"type": "user", "display_name": "Dev", "nickname": "dev"}}
    """
        .formatted(changes, repository.namespace(), repository.name());
  }

  /** Data Center: one branch created at the commit. */
  public static String dataCenterBranch(Repository repository, String branch, String commit) {
    return dataCenter(repository, "heads", branch, commit);
  }

  /** Data Center: one ref created, under {@code heads} or {@code tags}. */
  public static String dataCenter(Repository repository, String kind, String name, String commit) {
    String id = "refs/" + kind + "/" + name;
    String type = kind.equals("tags") ? "TAG" : "BRANCH";
    return """
    {"eventKey": "repo:refs_changed", "date": "2026-11-02T10:15:30+0200",
     "actor": {"name": "dev", "id": 1, "displayName": "Dev", "type": "NORMAL"},
     "repository": {"slug": "%s", "id": 84, "name": "Infra", "scmId": "git",
       "project": {"key": "%s", "id": 84, "name": "Platform", "type": "NORMAL"}},
     "changes": [{"ref": {"id": "%s", "displayId": "%s", "type": "%s"},
       "refId": "%s", "fromHash": "%s", "toHash": "%s", "type": "ADD"}]}
    """
        .formatted(
            repository.name(), repository.namespace(), id, name, type, id, NO_COMMIT, commit);
  }

  private static String cloudRef(String type, String name, String commit) {
    return """
    {"type": "%s", "name": "%s", "target": {"type": "commit", "hash": "%s"}}
    """
        .formatted(type, name, commit);
  }
}
