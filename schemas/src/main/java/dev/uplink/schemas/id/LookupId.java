package dev.uplink.schemas.id;

import dev.uplink.schemas.avro.LookupKind;

/** A question to Bitbucket: 32 hex digits, the same for the same question. */
public record LookupId(String value) {
  public LookupId {
    Format.HEX_32.require("lookupId", value);
  }

  /**
   * @param question what is asked, as text
   */
  public static LookupId of(
      RepositoryKey repository, String integrationId, LookupKind kind, String question) {
    return new LookupId(
        Digest.of("lookup", repository.toString(), integrationId, kind.name(), question).hex(32));
  }

  @Override
  public String toString() {
    return value;
  }
}
