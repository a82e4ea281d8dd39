package dev.uplink.processor.decide;

import dev.uplink.schemas.id.CommitSha;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one branch before a push.
 *
 * @param head null when the branch was never seen, or was deleted
 * @param passed those of the push's hashes that the branch has stood at before
 * @param made those of the push's forced movements that the branch has made before
 */
public record BranchFacts(@Nullable CommitSha head, Set<CommitSha> passed, Set<Movement> made) {
  public BranchFacts {
    passed = Set.copyOf(passed);
    made = Set.copyOf(made);
  }
}
