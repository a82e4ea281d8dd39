package dev.uplink.schemas.serde;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro loads classes that a schema names only if they are trusted, lest a foreign schema name any
 * class at all. Ours are trusted here, for every serde of this process, whoever wrote it.
 */
public final class TrustedRecords {
  private static final String OURS = "dev.uplink.";

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(OURS)));
  }

  private TrustedRecords() {}

  /** Has its effect by being called: the class is then initialised, once. */
  public static void trust() {}
}
