package dev.uplink.benchmarks;

/**
 * A push of one commit to one branch as Bitbucket Cloud sends it, links and all: 4.6 KB, written
 * from the documented format. The repository comes last, as it often does, so whoever looks for it
 * has to read past everything else.
 */
public final class PushBody {
  private static final String AUTHOR =
      """
      {"raw":"A Developer <a.developer@example.com>","type":"author","user":%s}\
      """
          .formatted(user());

  private PushBody() {}

  /**
   * @param fullName workspace and slug
   * @param before 40 hex digits
   * @param after 40 hex digits
   */
  public static String of(String fullName, String branch, String before, String after) {
    return body(
        fullName,
        """
        "old":%s,"new":%s,"created":false,"closed":false,"forced":false,\
        "truncated":false,"commits":[%s],"links":{"commits":{"href":"%s/commits?include=%s"},\
        "html":{"href":"%s/branches/compare/%s..%s"}}\
        """
            .formatted(
                ref(fullName, branch, before),
                ref(fullName, branch, after),
                commit(fullName, after),
                api(fullName),
                after,
                html(fullName),
                after,
                before));
  }

  /** The branch is new. */
  public static String created(String fullName, String branch, String after) {
    return body(
        fullName,
        """
        "old":null,"new":%s,"created":true,"closed":false,"forced":false,\
        "truncated":false,"commits":[%s],"links":{"html":{"href":"%s/branch/%s"}}\
        """
            .formatted(
                ref(fullName, branch, after), commit(fullName, after), html(fullName), branch));
  }

  /** The branch is gone. */
  public static String deleted(String fullName, String branch, String before) {
    return body(
        fullName,
        """
        "old":%s,"new":null,"created":false,"closed":true,"forced":false,"truncated":false\
        """
            .formatted(ref(fullName, branch, before)));
  }

  private static String body(String fullName, String change) {
    return """
    {"push":{"changes":[{%s}]},"actor":%s,"repository":%s}\
    """
        .formatted(change, user(), repository(fullName));
  }

  private static String ref(String fullName, String branch, String hash) {
    return """
    {"type":"branch","name":"%s","target":%s,"links":{"self":{"href":"%s/refs/branches/%s"},\
    "html":{"href":"%s/branch/%s"}},"merge_strategies":["merge_commit","squash"],\
    "default_merge_strategy":"merge_commit"}\
    """
        .formatted(branch, commit(fullName, hash), api(fullName), branch, html(fullName), branch);
  }

  private static String commit(String fullName, String hash) {
    return """
    {"type":"commit","hash":"%s","date":"2026-11-21T10:00:00+00:00","author":%s,\
    "message":"Give the database room\\n","summary":{"type":"rendered","raw":"Give the database room\\n",\
    "markup":"markdown","html":"<p>Give the database room</p>"},\
    "parents":[{"type":"commit","hash":"40e7580cf11311d84a6e5e97e2cbba6df1675750"}],"links":{"self":{"href":"%s/commit/%s"},\
    "html":{"href":"%s/commits/%s"}}}\
    """
        .formatted(hash, AUTHOR, api(fullName), hash, html(fullName), hash);
  }

  static String repository(String fullName) {
    return """
    {"type":"repository","full_name":"%s","name":"Infrastructure","scm":"git","website":null,\
    "is_private":true,"uuid":"{6bc06839-c558-442a-8e0f-1f6fd1b0e8a6}","owner":%s,\
    "workspace":{"type":"workspace","uuid":"{87bb15eb-47c1-49b3-9f16-ca824a2979a4}","name":"Acme",\
    "slug":"acme"},"project":{"type":"project","key":"INFRA","name":"Infrastructure"},\
    "links":{"self":{"href":"%s"},"html":{"href":"%s"}}}\
    """
        .formatted(fullName, user(), api(fullName), html(fullName));
  }

  static String user() {
    return """
    {"type":"user","display_name":"A Developer","nickname":"developer",\
    "uuid":"{2a6349dc-4346-4805-bd84-3abdd0812d17}","account_id":"557058:2a6349dc-4346-4805",\
    "links":{"html":{"href":"https://bitbucket.org/%7B2a6349dc%7D/"}}}\
    """;
  }

  static String api(String fullName) {
    return "https://api.bitbucket.org/2.0/repositories/" + fullName;
  }

  static String html(String fullName) {
    return "https://bitbucket.org/" + fullName;
  }
}
