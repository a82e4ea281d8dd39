package dev.uplink.notifier.bitbucket.status;

import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.bitbucket.Answer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an answer means for a status. */
final class StatusAnswers {
  private static final Pattern AUTHOR = Pattern.compile("(?i)\\b(author|creator|created by)\\b");

  private final InstantSource clock;

  StatusAnswers(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * 401 is also Data Center's word for "no permission", so both may end when the credentials are
   * replaced, and so may Cloud's 403. A redirect that is for now says nothing of the status, nor
   * does an error that is not Bitbucket's own. What is left of 4xx, and a redirect for good, will
   * be the same next time.
   *
   * @param fork that the status' commit is in; null when it is in the repository itself
   */
  PostResult read(Answer answer, @Nullable Fork fork, long credentialsVersion) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return answer.isWebPage()
          ? new PostResult.Failed(
              status,
              "a web page came instead of Bitbucket's answer, as when it asks for a log-in: is"
                  + " there a proxy before it?",
              answer.rest(clock))
          : new PostResult.Delivered(status);
    }
    String said = answer.said();
    if (answer.isOnTheWay()) {
      return new PostResult.Failed(
          status,
          "%d, and not in Bitbucket's words: is there a proxy before it?".formatted(status),
          answer.rest(clock));
    }
    return switch (status) {
      case 401 ->
          new PostResult.Unauthorized(
              status,
              "Bitbucket refuses the credentials" + said,
              credentialsVersion,
              refused(answer));
      case 429 ->
          new PostResult.Throttled(
              status, "Bitbucket has had too many requests" + said, answer.rest(clock));
      case 400, 413, 414, 422 ->
          new PostResult.Malformed(status, "Bitbucket finds the status invalid" + said);
      case 403 -> forbidden(answer, credentialsVersion);
      case 404 -> new PostResult.Refused(status, missing(fork) + said);
      case 302, 303, 307 ->
          new PostResult.Failed(
              status,
              "Bitbucket answers with another address for now, as when it asks for a log-in" + said,
              answer.rest(clock));
      case 408, 425 ->
          new PostResult.Failed(status, "Bitbucket was not ready" + said, answer.rest(clock));
      default ->
          status >= 500
              ? new PostResult.Failed(status, "Bitbucket failed" + said, answer.rest(clock))
              : new PostResult.Refused(status, "Bitbucket answers " + status + said);
    };
  }

  private static String missing(@Nullable Fork fork) {
    return fork == null
        ? "Bitbucket knows no such repository or commit, or does not show it to these credentials"
        : "the commit of pull request %d is in the fork %s/%s, which is gone or not shown to these"
                .formatted(fork.pullRequestId(), fork.namespace(), fork.repository())
            + " credentials";
  }

  /**
   * Cloud says it of scopes, which the credentials lack everywhere; of a repository; and of a key
   * that another user posted first, who alone may change it: that is so for ever.
   */
  private static PostResult forbidden(Answer answer, long credentialsVersion) {
    int status = answer.status();
    String said = answer.said();
    if (AUTHOR.matcher(said).find()) {
      return new PostResult.Refused(status, "somebody else posted under this key" + said);
    }
    Optional<String> scope = answer.missingScope();
    return new PostResult.Unauthorized(
        status,
        "the credentials may not post statuses"
            + scope.map(lacked -> ", they lack " + lacked).orElse("")
            + said,
        credentialsVersion,
        scope.isPresent() ? PostResult.Refusal.CREDENTIALS : PostResult.Refusal.PLACE);
  }

  /** Data Center tells "who are you" from "not you" by the name of the exception only. */
  private static PostResult.Refusal refused(Answer answer) {
    return answer.isPermission() ? PostResult.Refusal.PLACE : PostResult.Refusal.CREDENTIALS;
  }
}
