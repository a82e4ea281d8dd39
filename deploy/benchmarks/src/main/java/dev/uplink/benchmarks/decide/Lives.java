package dev.uplink.benchmarks.decide;

import dev.uplink.benchmarks.PullRequestBody;
import dev.uplink.benchmarks.PushBody;
import java.util.HexFormat;

/**
 * What one repository tells of its pull requests, one after the other, each from its branch's first
 * push to the end: three commits, each of them pushed and heard of by the pull request, words and
 * approvals between them, the merge, and the branch's removal. Of the thirteen events four start a
 * run.
 */
final class Lives {
  private static final String PUSH = "repo:push";
  private static final String MAIN = "main";

  /** Of one pull request. */
  private static final int EVENTS = 13;

  private final String fullName;
  private String base;
  private String head = "";
  private long commits;
  private int told;

  /**
   * @param number of the repository: commits of no two are alike
   */
  Lives(String fullName, int number) {
    this.fullName = fullName;
    this.commits = (long) number << 32;
    this.base = commit();
  }

  Told next() {
    int step = told % EVENTS;
    int life = told / EVENTS + 1;
    told++;
    String branch = "feature-" + life;
    PullRequestBody request = new PullRequestBody(fullName, life, branch);
    return switch (step) {
      case 0 -> begin(branch);
      case 1 -> new Told("pullrequest:created", request.of("OPEN", head, base));
      case 3, 7 -> push(branch);
      case 4, 8 -> new Told("pullrequest:updated", request.of("OPEN", head, base));
      case 5, 9 -> new Told("pullrequest:approved", request.of("OPEN", head, base));
      case 10 -> new Told("pullrequest:fulfilled", request.of("MERGED", head, base));
      case 11 -> merge();
      case 12 -> new Told(PUSH, PushBody.deleted(fullName, branch, head));
      default -> {
        String words = "What does it cost?";
        yield new Told("pullrequest:comment_created", request.commented(words, head, base));
      }
    };
  }

  private Told begin(String branch) {
    head = commit();
    return new Told(PUSH, PushBody.created(fullName, branch, head));
  }

  private Told push(String branch) {
    String before = head;
    head = commit();
    return new Told(PUSH, PushBody.of(fullName, branch, before, head));
  }

  private Told merge() {
    String before = base;
    base = commit();
    return new Told(PUSH, PushBody.of(fullName, MAIN, before, base));
  }

  /** Spread over all digits, because Bitbucket tells only the first twelve of some. */
  private String commit() {
    return HexFormat.of().toHexDigits(++commits * 0x9E3779B97F4A7C15L) + "0".repeat(24);
  }

  /**
   * One webhook.
   *
   * @param eventKey as Bitbucket names it
   */
  record Told(String eventKey, String body) {}
}
