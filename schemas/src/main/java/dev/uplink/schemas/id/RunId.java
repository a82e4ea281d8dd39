package dev.uplink.schemas.id;

import dev.uplink.schemas.avro.RunType;

/**
 * A run: {@code {group}.{run}}. The group is the repository's, so that whoever reads run updates
 * can bring those of one repository together without a look-up; the rest is derived from what
 * caused the run, so that computing it twice gives one run.
 */
public record RunId(String value) {
  public RunId {
    Format.RUN_ID.require("runId", value);
  }

  /** The cause is a delivery's or a trigger's id. */
  public static RunId of(
      RepositoryKey repository, String cause, String targetId, RunType type, CommitSha commit) {
    String run = Digest.of("run", cause, targetId, type.name(), commit.value()).hex(32);
    return new RunId(repository.group() + "." + run);
  }

  public String group() {
    return value.substring(0, value.indexOf('.'));
  }

  @Override
  public String toString() {
    return value;
  }
}
