package dev.uplink.benchmarks;

/**
 * What Bitbucket Cloud sends of a pull request, links and all: 5.5 KB, written from the documented
 * format. Its hashes have twelve digits.
 *
 * @param fullName workspace and slug
 * @param number of the pull request, from 1
 * @param source branch it comes from
 */
public record PullRequestBody(String fullName, int number, String source) {
  private static final String TARGET = "main";
  private static final int DIGITS = 12;

  /**
   * @param state OPEN or MERGED
   * @param head 40 hex digits
   * @param base 40 hex digits
   */
  public String of(String state, String head, String base) {
    return body(state, head, base, "");
  }

  /** Somebody said something. */
  public String commented(String words, String head, String base) {
    String comment =
        """
        "comment":{"id":%d,"created_on":"2026-11-21T10:00:00.000000+00:00","content":%s,"user":%s,\
        "deleted":false,"pending":false,"type":"pullrequest_comment","links":{"self":{"href":"%s"}}},\
        """
            .formatted(number, rendered(words), PushBody.user(), link("comments"));
    return body("OPEN", head, base, comment);
  }

  private String body(String state, String head, String base, String comment) {
    return """
    {%s"pullrequest":{"type":"pullrequest","id":%d,"title":"Give the database room","description":"It ran out.",\
    "rendered":{"title":%s,"description":%s},"summary":%s,"state":"%s","draft":false,"author":%s,\
    "source":%s,"destination":%s,"participants":[%s],"reviewers":[%s],"links":%s,\
    "comment_count":0,"task_count":0,"close_source_branch":true,"closed_by":null,"reason":"",\
    "merge_commit":null,"created_on":"2026-11-21T10:00:00.000000+00:00",\
    "updated_on":"2026-11-21T10:00:00.000000+00:00"},"actor":%s,"repository":%s}\
    """
        .formatted(
            comment,
            number,
            rendered("Give the database room"),
            rendered("It ran out."),
            rendered("It ran out."),
            state,
            PushBody.user(),
            side(source, head),
            side(TARGET, base),
            participant(),
            PushBody.user(),
            links(),
            PushBody.user(),
            PushBody.repository(fullName));
  }

  private String side(String branch, String hash) {
    String abbreviated = hash.substring(0, DIGITS);
    return """
    {"branch":{"name":"%s"},"commit":{"type":"commit","hash":"%s","links":{"self":{"href":"%s/commit/%s"},\
    "html":{"href":"%s/commits/%s"}}},"repository":%s}\
    """
        .formatted(
            branch,
            abbreviated,
            PushBody.api(fullName),
            abbreviated,
            PushBody.html(fullName),
            abbreviated,
            PushBody.repository(fullName));
  }

  private static String participant() {
    return """
    {"type":"participant","role":"REVIEWER","approved":false,"state":null,"participated_on":null,"user":%s}\
    """
        .formatted(PushBody.user());
  }

  private static String rendered(String words) {
    return """
    {"type":"rendered","raw":"%s","markup":"markdown","html":"<p>%s</p>"}\
    """
        .formatted(words, words);
  }

  private String links() {
    StringBuilder links = new StringBuilder("{");
    for (String what :
        new String[] {"self", "commits", "approve", "request-changes", "diff", "diffstat"}) {
      links.append("\"%s\":{\"href\":\"%s\"},".formatted(what, link(what)));
    }
    return links.append("\"html\":{\"href\":\"%s\"}}".formatted(link("html"))).toString();
  }

  private String link(String what) {
    return PushBody.api(fullName) + "/pullrequests/" + number + "/" + what;
  }
}
