package dev.uplink.local.demo;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * One delivery as Bitbucket makes it. The same one sent again is a redelivery.
 *
 * @param requestId in X-Request-UUID or X-Request-Id
 * @param commit the pushed one
 */
record Webhook(
    Repository repository, String eventKey, String requestId, String commit, String json) {

  static Webhook push(Repository repository, String refType, String ref, String commit) {
    String before = Commits.random();
    return switch (repository.product()) {
      case CLOUD ->
          new Webhook(
              repository,
              "repo:push",
              UUID.randomUUID().toString(),
              commit,
              cloud(repository, refType, ref, before, commit));
      case DATA_CENTER ->
          new Webhook(
              repository,
              "repo:refs_changed",
              UUID.randomUUID().toString(),
              commit,
              dataCenter(repository, refType, ref, before, commit));
    };
  }

  byte[] body() {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static String cloud(
      Repository repository, String refType, String ref, String before, String commit) {
    return """
    {"push": {"changes": [{
        "old": {"type": "%2$s", "name": "%3$s", "target": {"type": "commit", "hash": "%4$s"}},
        "new": {"type": "%2$s", "name": "%3$s", "target": {"type": "commit", "hash": "%5$s"}},
        "created": false, "closed": false, "forced": false, "truncated": false,
        "commits": [{"type": "commit", "hash": "%5$s", "message": "A change\\n"}]}]},
     "repository": {"type": "repository", "full_name": "%1$s", "name": "Infrastructure",
        "uuid": "{6f7e1c1a-3a0f-4d5e-9a58-2f1f0a7d7c11}"},
     "actor": {"type": "user", "display_name": "Ada", "nickname": "ada"}}
    """
        .formatted(repository, refType, ref, before, commit);
  }

  private static String dataCenter(
      Repository repository, String refType, String ref, String before, String commit) {
    String folder = refType.equals("tag") ? "refs/tags/" : "refs/heads/";
    return """
    {"eventKey": "repo:refs_changed", "date": "2026-11-21T07:00:00+0000",
     "actor": {"name": "ada", "displayName": "Ada", "id": 1, "slug": "ada", "type": "NORMAL"},
     "repository": {"slug": "%2$s", "id": 7, "name": "%2$s",
        "project": {"key": "%1$s", "id": 3, "name": "%1$s", "type": "NORMAL"}},
     "changes": [{"ref": {"id": "%6$s%4$s", "displayId": "%4$s", "type": "%3$s"},
        "refId": "%6$s%4$s", "fromHash": "%5$s", "toHash": "%7$s", "type": "UPDATE"}],
     "toCommit": {"id": "%7$s", "displayId": "%8$s", "message": "A change"}}
    """
        .formatted(
            repository.namespace(),
            repository.name(),
            refType.toUpperCase(Locale.ROOT),
            ref,
            before,
            folder,
            commit,
            commit.substring(0, 11));
  }
}
