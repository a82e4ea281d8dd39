package dev.uplink.schemas.id;

/** An account (tenant): 1 to 64 ASCII letters and digits. */
public record AccountId(String value) {
  public AccountId {
    Format.ACCOUNT_ID.require("accountId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
