package dev.uplink.ingress.controlplane.bitbucket;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Text;
import dev.uplink.schemas.avro.ProbeVerdict;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asking Bitbucket over HTTP. */
@Controller("/api/v1/integrations/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TroubleshootingController {
  private static final int USUAL = 25;
  private static final int MOST = 100;

  private final Troubleshooting troubleshooting;

  TroubleshootingController(Troubleshooting troubleshooting) {
    this.troubleshooting = troubleshooting;
  }

  /**
   * What a test found.
   *
   * @param verdict the worst of all checks
   */
  record TestReport(
      String integrationId, ProbeVerdict verdict, List<BitbucketAnswer.Check> checks, Instant at) {}

  /**
   * Names that were found, the one that is exactly the query first.
   *
   * @param isComplete whether these are all; if not, a longer query finds the others
   * @param remark what else there is to say, as that a workspace could not be looked into
   */
  record Found<T>(List<T> items, boolean isComplete, @Nullable String remark) {}

  record FoundRepository(String namespace, String repository) {
    static FoundRepository of(String name) {
      int slash = name.indexOf('/');
      return new FoundRepository(name.substring(0, slash), name.substring(slash + 1));
    }
  }

  record FoundBranch(String name) {}

  @Post(uri = "/test", consumes = "*/*")
  TestReport test(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id, @Body @Nullable String body) {
    Fields fields = Fields.ofOptional(body);
    @Nullable String workspace = fields.optionalText("workspace", Text.REPOSITORY_PART);
    fields.end();
    BitbucketAnswer answer = troubleshooting.test(caller, id, workspace);
    return new TestReport(id, answer.verdict(), answer.checks(), answer.at());
  }

  @Get("/repositories")
  Found<FoundRepository> repositories(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      String id,
      @QueryValue @Nullable String q,
      @QueryValue @Nullable String limit) {
    BitbucketAnswer answer = troubleshooting.repositories(caller, id, query(q), limit(limit));
    return new Found<>(
        answer.items().stream().map(FoundRepository::of).toList(),
        answer.isComplete(),
        remark(answer));
  }

  @Get("/branches")
  Found<FoundBranch> branches(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      String id,
      @QueryValue @Nullable String repository,
      @QueryValue @Nullable String q,
      @QueryValue @Nullable String limit) {
    BitbucketAnswer answer =
        troubleshooting.branches(caller, id, repository(repository), query(q), limit(limit));
    return new Found<>(
        answer.items().stream().map(FoundBranch::new).toList(),
        answer.isComplete(),
        remark(answer));
  }

  private static @Nullable String remark(BitbucketAnswer answer) {
    return answer.checks().stream()
        .filter(check -> check.verdict() == ProbeVerdict.WARNED)
        .map(BitbucketAnswer.Check::detail)
        .findFirst()
        .orElse(null);
  }

  /** An empty one is what a search box sends before anything is typed. */
  private static @Nullable String query(@Nullable String text) {
    return (text == null || text.isEmpty()) ? null : Text.BRANCH.parameter("q", text);
  }

  private static String repository(@Nullable String text) {
    if (text == null) {
      throw Refused.field(
          ProblemCode.FIELD_MISSING, "repository", "repository: is required, as namespace/name.");
    }
    String[] parts = text.split("/", -1);
    if (parts.length != 2) {
      throw Refused.field(
          ProblemCode.FIELD_INVALID, "repository", "repository: expected namespace/name.");
    }
    return Text.REPOSITORY_PART.parameter("repository", parts[0])
        + "/"
        + Text.REPOSITORY_PART.parameter("repository", parts[1]);
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return USUAL;
    }
    if (text.matches("[0-9]{1,3}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    }
    throw Refused.field(ProblemCode.FIELD_INVALID, "limit", "limit: expected 1 to " + MOST + ".");
  }
}
