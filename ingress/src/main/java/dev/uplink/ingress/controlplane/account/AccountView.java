package dev.uplink.ingress.controlplane.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.uplink.ingress.controlplane.request.Versioned;
import org.jspecify.annotations.Nullable;

/** An account as the API shows it. */
public record AccountView(
    String id,
    String name,
    boolean spaceAdminsMayCreateSpaces,
    @Nullable Integer runLimit,
    @JsonIgnore long revision)
    implements Versioned {

  public static AccountView of(Account account) {
    return new AccountView(
        account.id(),
        account.name(),
        account.spaceAdminsMayCreateSpaces(),
        account.runLimit(),
        account.revision());
  }
}
