package dev.uplink.notifier.probe;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.notifier.bitbucket.reader.BitbucketReader;
import dev.uplink.notifier.bitbucket.reader.CallFailedException;
import dev.uplink.notifier.bitbucket.reader.Finding;
import dev.uplink.notifier.bitbucket.reader.Names;
import dev.uplink.notifier.bitbucket.reader.UsableCredentials;
import dev.uplink.notifier.credentials.ApiCredential;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers probes. Blocks for a bounded time and never throws. */
public final class Prober {
  private static final Logger LOG = LoggerFactory.getLogger(Prober.class);

  /** A change comes by the outbox, a question straight: so long it may be ahead of the change. */
  private static final Duration CATALOGUE = Duration.ofSeconds(2);

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /** For the way back, so that the answer comes while it is waited for. */
  private static final Duration WAY_BACK = Duration.ofMillis(500);

  private static final Duration LEAST = Duration.ofMillis(500);

  private final Integrations integrations;
  private final UsableCredentials credentials;
  private final Readers readers;
  private final Pause pause;

  /** Makes what asks Bitbucket. */
  @FunctionalInterface
  public interface Readers {
    BitbucketReader of(
        String integrationId, IntegrationFacts facts, ApiCredential credential, Duration budget);
  }

  /** Lets some time go by. */
  @FunctionalInterface
  public interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  public Prober(
      Integrations integrations, UsableCredentials credentials, Readers readers, Pause pause) {
    this.integrations = integrations;
    this.credentials = credentials;
    this.readers = readers;
    this.pause = pause;
  }

  public Findings answer(Probe probe) {
    Check.Kind first = Check.Kind.firstOf(probe.request());
    try {
      return ask(probe.request(), reader(probe));
    } catch (CallFailedException e) {
      return Findings.of(Check.of(first, Finding.failed(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(first, "the notifier is ending; ask again");
    } catch (RuntimeException e) {
      // Its words may quote what they should not.
      LOG.error("probe {} of integration={} failed", probe.id(), probe.integrationId(), e);
      return failed(first, "the notifier failed: " + e.getClass().getSimpleName());
    }
  }

  private static Findings ask(ProbeRequest request, BitbucketReader bitbucket)
      throws CallFailedException {
    return switch (request) {
      case ProbeRequest.Test test -> new Findings(new Checkup(bitbucket, test).run(), null);
      case ProbeRequest.Repositories(var workspaces, var search) ->
          listed(Check.Kind.REPOSITORIES, bitbucket.repositories(workspaces, search));
      case ProbeRequest.Branches(var repository, var search) ->
          listed(
              Check.Kind.BRANCHES,
              bitbucket.branches(repository.namespace(), repository.name(), search));
    };
  }

  private static Findings listed(Check.Kind kind, Names names) {
    Finding finding =
        names.remark() == null ? Finding.passed("listed") : Finding.warned(names.remark());
    return new Findings(List.of(Check.of(kind, finding)), names);
  }

  private BitbucketReader reader(Probe probe) throws CallFailedException, InterruptedException {
    IntegrationFacts facts = facts(probe);
    // What is asked for now is asked with what stands in the database now, as after a replacement.
    credentials.forget(probe.integrationId());
    Duration budget = probe.patience().minus(WAY_BACK);
    ApiCredential credential = credentials.of(probe.integrationId(), facts).credential();
    return readers.of(
        probe.integrationId(), facts, credential, budget.compareTo(LEAST) < 0 ? LEAST : budget);
  }

  private IntegrationFacts facts(Probe probe) throws CallFailedException, InterruptedException {
    Duration waited = Duration.ZERO;
    Optional<IntegrationFacts> facts = integrations.find(probe.account(), probe.integrationId());
    while (facts.map(IntegrationFacts::revision).orElse(-1L) < probe.revision()
        && waited.compareTo(CATALOGUE) < 0
        && waited.compareTo(probe.patience().dividedBy(2)) < 0) {
      pause.of(LOOK_EVERY);
      waited = waited.plus(LOOK_EVERY);
      facts = integrations.find(probe.account(), probe.integrationId());
    }
    return facts.orElseThrow(
        () ->
            new CallFailedException(
                Fault.INTEGRATION_UNKNOWN,
                "the notifier knows no such integration: it is deleted, or too new"));
  }

  private static Findings failed(Check.Kind kind, String words) {
    return Findings.of(
        Check.of(kind, new Finding(Finding.Verdict.FAILED, Fault.NOTIFIER_FAILED, words)));
  }
}
