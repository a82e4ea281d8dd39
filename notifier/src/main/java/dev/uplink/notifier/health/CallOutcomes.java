package dev.uplink.notifier.health;

import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.reader.Finding;
import dev.uplink.notifier.bitbucket.status.PostResult;
import dev.uplink.notifier.lookup.Found;
import dev.uplink.notifier.lookup.Lookup;
import dev.uplink.notifier.lookup.Reply;
import dev.uplink.notifier.probe.Check;
import dev.uplink.notifier.probe.Findings;
import dev.uplink.notifier.probe.Probe;
import dev.uplink.notifier.probe.ProbeRequest;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What calls say of their integration. Much says nothing: a repository that is not there, and a
 * quota that is used up, are no matter of the integration as a whole.
 */
final class CallOutcomes {
  private static final int FORBIDDEN = 403;

  private CallOutcomes() {}

  static Optional<Health> of(CommitPlace place, PostResult result, Instant at) {
    AccountId account = place.account();
    String integration = place.integrationId();
    return switch (result) {
      case PostResult.Delivered _ ->
          Optional.of(
              Health.succeeded(account, integration, at)
                  .with(HintKey.scope(Area.STATUSES), new Hint(false, place.repository(), at)));
      case PostResult.Failed failed ->
          Optional.of(Health.failed(account, integration, at, failed.detail()));
      case PostResult.Unauthorized(
              Integer status,
              String detail,
              long _,
              PostResult.Refusal refused) ->
          switch (refused) {
            case CREDENTIALS -> {
              Health failed = Health.failed(account, integration, at, detail);
              Hint lacks = new Hint(true, place.repository(), at);
              // 401 is of the credentials themselves.
              boolean isScope = status != null && status == FORBIDDEN;
              yield Optional.of(
                  isScope ? failed.with(HintKey.scope(Area.STATUSES), lacks) : failed);
            }
            case PLACE -> Optional.of(Health.refused(account, integration, at, detail));
          };
      // Without a status Bitbucket was not asked at all: the address must not be called.
      case PostResult.Refused(Integer status, String detail) ->
          status == null
              ? Optional.of(Health.failed(account, integration, at, detail))
              : Optional.empty();
      case PostResult.Postponed _ -> Optional.empty();
      case PostResult.Malformed _ -> Optional.empty();
      case PostResult.HeldBack _ -> Optional.empty();
      case PostResult.Throttled _ -> Optional.empty();
      case PostResult.Gone _ -> Optional.empty();
    };
  }

  static Optional<Health> of(Probe probe, Findings findings, Instant at) {
    Optional<Health> ofCalls = ofCalls(probe, findings, at);
    Health health = ofCalls.orElseGet(() -> Health.unknown(probe.account(), probe.integrationId()));
    for (Check check : findings.checks()) {
      health = withHints(health, check, at);
    }
    return health.hints().isEmpty() ? ofCalls : Optional.of(health);
  }

  private static Health withHints(Health health, Check check, Instant at) {
    Health linked = withLinks(health, check, at);
    return isTold(check)
        ? Area.of(check.kind())
            .map(area -> linked.with(HintKey.scope(area), new Hint(false, place(check), at)))
            .orElse(linked)
        : linked;
  }

  /** Whether Bitbucket let the credentials look; that there is no app it tells by a 404. */
  private static boolean isTold(Check check) {
    return check.finding().verdict() == Finding.Verdict.PASSED
        || (check.kind() == Check.Kind.COMMIT_PULL_REQUESTS
            && check.finding().fault() == Fault.NOT_FOUND);
  }

  /** Empty for what is of no repository. */
  private static String place(Check check) {
    return check.subject() == null ? "" : ProbeRequest.Repository.of(check.subject()).name();
  }

  private static Health withLinks(Health health, Check check, Instant at) {
    @Nullable String subject = check.subject();
    Finding finding = check.finding();
    boolean isMissing = finding.fault() == Fault.NOT_FOUND;
    // With another fault it was not found out.
    if (check.kind() != Check.Kind.COMMIT_PULL_REQUESTS
        || subject == null
        || (finding.fault() != null && !isMissing)) {
      return health;
    }
    ProbeRequest.Repository seenAt = ProbeRequest.Repository.of(subject);
    return health.with(
        HintKey.commitLinks(seenAt.namespace()), new Hint(isMissing, seenAt.name(), at));
  }

  private static Optional<Health> ofCalls(Probe probe, Findings findings, Instant at) {
    Finding first = findings.checks().getFirst().finding();
    @Nullable Fault fault = first.fault();
    if (fault == null) {
      return Optional.of(Health.succeeded(probe.account(), probe.integrationId(), at));
    }
    return of(
        bearing(fault, probe.request() instanceof ProbeRequest.Test),
        probe.account(),
        probe.integrationId(),
        first.detail(),
        at);
  }

  static Optional<Health> of(Lookup lookup, Reply reply, Instant at) {
    return switch (reply) {
      // The scope for the account is none of those that credentials need.
      case Reply.Answered(Found.Account(var ids)) when ids.isEmpty() -> Optional.empty();
      case Reply.Answered(Found found) -> Optional.of(answered(lookup, found, at));
      case Reply.Unanswered(Fault fault, String detail) ->
          of(bearing(fault, false), lookup.account(), lookup.integrationId(), detail, at)
              .map(
                  health ->
                      fault == Fault.SCOPE_MISSING
                          ? withScope(health, lookup, new Hint(true, lookup.repository(), at))
                          : health);
    };
  }

  private static Health withScope(Health health, Lookup lookup, Hint found) {
    return Area.of(lookup.question())
        .map(area -> health.with(HintKey.scope(area), found))
        .orElse(health);
  }

  private static Optional<Health> of(
      Bearing bearing, AccountId account, String integration, String detail, Instant at) {
    return switch (bearing) {
      case ALL -> Optional.of(Health.failed(account, integration, at, detail));
      case ONE_CALL -> Optional.of(Health.refused(account, integration, at, detail));
      case NOTHING -> Optional.empty();
    };
  }

  /** What a fault says of the integration. */
  private enum Bearing {
    /** Every call would fail alike. */
    ALL,
    /** People should know of it, but others are taken. */
    ONE_CALL,
    NOTHING
  }

  private static Health answered(Lookup lookup, Found found, Instant at) {
    Health health =
        withScope(
            Health.succeeded(lookup.account(), lookup.integrationId(), at),
            lookup,
            new Hint(false, lookup.repository(), at));
    // Data Center has no app that could be missing.
    return found instanceof Found.Requests(var requests)
            && lookup.product() == BitbucketProduct.CLOUD
        ? health.with(
            HintKey.commitLinks(lookup.namespace()),
            new Hint(requests.byHeads(), lookup.repository(), at))
        : health;
  }

  /**
   * @param isTest whether it was asked to see how the integration as a whole fares
   */
  private static Bearing bearing(Fault fault, boolean isTest) {
    return switch (fault) {
      case UNAUTHORIZED,
          SCOPE_MISSING,
          HOST_UNKNOWN,
          TLS_FAILED,
          UNREACHABLE,
          HOST_NOT_ALLOWED,
          CREDENTIALS_MISSING,
          CREDENTIALS_UNREADABLE ->
          Bearing.ALL;
      // Lists are waited for so shortly that a time-out says little, and what fails otherwise may
      // be one workspace's or one repository's.
      case TIMED_OUT, BITBUCKET_FAILED -> isTest ? Bearing.ALL : Bearing.NOTHING;
      case FORBIDDEN -> Bearing.ONE_CALL;
      case NOT_FOUND,
          RATE_LIMITED,
          // What was found when it was asked still holds.
          HOST_RESTS,
          INTEGRATION_UNKNOWN,
          NOTIFIER_FAILED ->
          Bearing.NOTHING;
    };
  }
}
