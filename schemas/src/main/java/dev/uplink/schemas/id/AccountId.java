package dev.uplink.schemas.id;

/** An account (tenant): 1 to 64 ASCII letters and digits. */
public record AccountId(String value) {
  public AccountId {
    Format.require(Format.ACCOUNT_ID, "accountId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
