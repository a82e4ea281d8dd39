package dev.uplink.notifier.probe;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.reader.Finding;
import dev.uplink.notifier.bitbucket.reader.Names;
import dev.uplink.notifier.bitbucket.reader.Search;
import dev.uplink.schemas.avro.IntegrationProbe;
import dev.uplink.schemas.avro.IntegrationProbeResult;
import dev.uplink.schemas.avro.ProbeCheck;
import dev.uplink.schemas.avro.ProbeFault;
import dev.uplink.schemas.avro.ProbeVerdict;
import dev.uplink.schemas.id.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Probes as they are read, and their answers as they are written. */
final class ProbeMapper {
  private static final int MOST_NAMES = 100;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private ProbeMapper() {}

  /** Throws {@link IllegalArgumentException} for one that cannot be understood. */
  static Probe fromRecord(IntegrationProbe probe) {
    Duration patience = Duration.ofMillis(Math.max(probe.getPatienceMillis(), 0));
    return new Probe(
        probe.getProbeId(),
        new AccountId(probe.getAccountId()),
        probe.getIntegrationId(),
        probe.getIntegrationRevision(),
        probe.getRequestedAt(),
        patience.compareTo(LONGEST) > 0 ? LONGEST : patience,
        request(probe));
  }

  static IntegrationProbeResult toRecord(Probe probe, Findings findings, Instant at) {
    @Nullable Names names = findings.names();
    return IntegrationProbeResult.newBuilder()
        .setProbeId(probe.id())
        .setAccountId(probe.account().value())
        .setIntegrationId(probe.integrationId())
        .setChecks(findings.checks().stream().map(ProbeMapper::check).toList())
        .setAt(at)
        .setItems(names == null ? List.of() : names.names())
        .setIsComplete(names == null || names.isComplete())
        .setIsExact(names == null ? null : names.exact())
        .build();
  }

  private static ProbeRequest request(IntegrationProbe probe) {
    return switch (probe.getKind()) {
      case TEST ->
          new ProbeRequest.Test(
              probe.getNamespaces(),
              probe.getRepositories().stream().map(ProbeRequest.Repository::of).toList());
      case REPOSITORIES -> new ProbeRequest.Repositories(probe.getNamespaces(), search(probe));
      case BRANCHES ->
          new ProbeRequest.Branches(
              ProbeRequest.Repository.of(String.valueOf(probe.getRepository())), search(probe));
      case UNKNOWN -> throw new IllegalArgumentException("kind: UNKNOWN");
    };
  }

  private static Search search(IntegrationProbe probe) {
    return new Search(probe.getQuery(), Math.clamp(probe.getLimit(), 1, MOST_NAMES));
  }

  private static ProbeCheck check(Check check) {
    Finding finding = check.finding();
    return ProbeCheck.newBuilder()
        .setName(check.kind().name())
        .setSubject(check.subject())
        .setVerdict(verdict(finding.verdict()))
        .setFault(finding.fault() == null ? null : fault(finding.fault()))
        .setDetail(finding.detail())
        .build();
  }

  private static ProbeVerdict verdict(Finding.Verdict verdict) {
    return switch (verdict) {
      case PASSED -> ProbeVerdict.PASSED;
      case WARNED -> ProbeVerdict.WARNED;
      case FAILED -> ProbeVerdict.FAILED;
    };
  }

  private static ProbeFault fault(Fault fault) {
    return switch (fault) {
      case UNAUTHORIZED -> ProbeFault.UNAUTHORIZED;
      case FORBIDDEN, SCOPE_MISSING -> ProbeFault.FORBIDDEN;
      case NOT_FOUND -> ProbeFault.NOT_FOUND;
      case RATE_LIMITED -> ProbeFault.RATE_LIMITED;
      case TIMED_OUT -> ProbeFault.TIMED_OUT;
      case HOST_UNKNOWN -> ProbeFault.HOST_UNKNOWN;
      case TLS_FAILED -> ProbeFault.TLS_FAILED;
      case UNREACHABLE, HOST_RESTS -> ProbeFault.UNREACHABLE;
      case HOST_NOT_ALLOWED -> ProbeFault.HOST_NOT_ALLOWED;
      case BITBUCKET_FAILED -> ProbeFault.BITBUCKET_FAILED;
      case CREDENTIALS_MISSING -> ProbeFault.CREDENTIALS_MISSING;
      case CREDENTIALS_UNREADABLE -> ProbeFault.CREDENTIALS_UNREADABLE;
      case INTEGRATION_UNKNOWN -> ProbeFault.INTEGRATION_UNKNOWN;
      case NOTIFIER_FAILED -> ProbeFault.NOTIFIER_FAILED;
    };
  }
}
