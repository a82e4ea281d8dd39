package dev.uplink.ingress.controlplane.bitbucket;

import dev.uplink.ingress.controlplane.integration.Integration;
import java.time.Duration;

/** Asks integrations' Bitbuckets. */
@FunctionalInterface
public interface BitbucketQuestions {
  /**
   * Blocks until there is an answer, so never in a transaction.
   *
   * @param actor who wants to know
   * @param patience how long to wait
   * @throws dev.uplink.ingress.controlplane.problem.Refused {@code PROBE_UNAVAILABLE} if nobody can
   *     be asked, {@code PROBE_PENDING} if nobody answered in time
   */
  BitbucketAnswer ask(
      Integration integration, String actor, BitbucketQuestion question, Duration patience);
}
