package dev.uplink.processor.decide;

import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;

/** The delivery or trigger that a decision is about; ids of runs derive from it. */
public record Cause(String id, RepositoryKey repository) {
  Run run(RunKey key) {
    return new Run(RunId.of(repository, id, key.targetId(), key.type(), key.commit()), key);
  }
}
