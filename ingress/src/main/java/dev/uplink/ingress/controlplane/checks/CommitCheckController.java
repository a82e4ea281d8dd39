package dev.uplink.ingress.controlplane.checks;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** A commit's runs over HTTP, for programs; people have the page. */
@Controller("/api/v1/commits")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CommitCheckController {
  private final CommitChecks checks;

  CommitCheckController(CommitChecks checks) {
    this.checks = checks;
  }

  @Get("/{provider}/{namespace}/{repository}/{sha}/checks")
  Page<CheckView> list(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      String provider,
      String namespace,
      String repository,
      String sha,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    return checks.list(
        caller,
        CommitChecks.repository(caller.accountId(), provider, namespace, repository),
        CommitChecks.sha(sha),
        PageRequest.of(limit, cursor));
  }
}
