package dev.uplink.ingress.controlplane.account;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Precondition;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** The caller's account over HTTP. */
@Controller("/api/v1/account")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccountController {
  private final Accounts accounts;

  AccountController(Accounts accounts) {
    this.accounts = accounts;
  }

  @Get
  AccountView get(@RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    return accounts.get(caller);
  }

  @Patch
  AccountView edit(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @Body @Nullable String body,
      @Header(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return accounts.edit(caller, Fields.of(body), Precondition.of(ifMatch));
  }
}
