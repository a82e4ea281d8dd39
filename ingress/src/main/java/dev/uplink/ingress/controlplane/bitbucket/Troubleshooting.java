package dev.uplink.ingress.controlplane.bitbucket;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.integration.IntegrationRepository;
import dev.uplink.ingress.controlplane.integration.IntegrationRights;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.space.CallerRights;
import dev.uplink.ingress.controlplane.space.Rights;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import dev.uplink.ingress.controlplane.space.SpaceTree;
import dev.uplink.schemas.avro.ProbeFault;
import dev.uplink.schemas.avro.ProbeVerdict;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people ask of an integration's Bitbucket. No transaction is open while it is asked. */
public final class Troubleshooting {
  /** Repositories of one test, and namespaces of one list. */
  private static final int MOST_REPOSITORIES = 100;

  private final AccountTransactions transactions;
  private final IntegrationRepository integrations;
  private final SpaceRepository spaces;
  private final CallerRights rights;
  private final UsedRepositories used;
  private final BitbucketQuestions questions;
  private final Duration patience;

  /**
   * @param patience how long an answer is waited for
   */
  public Troubleshooting(
      AccountTransactions transactions,
      IntegrationRepository integrations,
      SpaceRepository spaces,
      CallerRights rights,
      UsedRepositories used,
      BitbucketQuestions questions,
      Duration patience) {
    this.transactions = transactions;
    this.integrations = integrations;
    this.spaces = spaces;
    this.rights = rights;
    this.used = used;
    this.questions = questions;
    this.patience = patience;
  }

  /** An integration, and the repositories whose stacks and modules use it. */
  private record Used(Integration integration, UsedRepositories.First repositories) {
    /** Each once, in any case: workspaces have none. */
    List<String> namespaces() {
      Set<String> namespaces = new LinkedHashSet<>();
      repositories.names().forEach(name -> namespaces.add(name.substring(0, name.indexOf('/'))));
      return List.copyOf(namespaces);
    }
  }

  /**
   * Tests an integration; like its details, this is for who administers it.
   *
   * @param workspace of Cloud, to look into first; null for those that are in use
   */
  BitbucketAnswer test(Caller caller, String id, @Nullable String workspace) {
    Used asked =
        transactions.read(
            () -> {
              Integration integration = find(caller, id);
              IntegrationRights.requireAdmin(rights.of(caller), integration);
              return used(integration);
            });
    Set<String> namespaces = new LinkedHashSet<>();
    if (workspace != null) {
      namespaces.add(workspace);
    }
    namespaces.addAll(asked.namespaces());
    List<String> names = asked.repositories().names();
    BitbucketAnswer answer =
        ask(
            caller,
            asked.integration(),
            new BitbucketQuestion.Test(List.copyOf(namespaces), names));
    long total = asked.repositories().total();
    return total > names.size() ? answer.and(lookedAt(names.size(), total)) : answer;
  }

  /** Or a test that passed would seem to speak for all of them. */
  private static BitbucketAnswer.Check lookedAt(int count, long total) {
    return new BitbucketAnswer.Check(
        "REPOSITORIES_IN_USE",
        null,
        ProbeVerdict.WARNED,
        null,
        "a test looks at the first %d of the %d repositories in use only".formatted(count, total));
  }

  BitbucketAnswer repositories(Caller caller, String id, @Nullable String query, int limit) {
    Used asked = transactions.read(() -> used(findToAttach(caller, id)));
    return listed(
        ask(
            caller,
            asked.integration(),
            new BitbucketQuestion.Repositories(asked.namespaces(), query, limit)));
  }

  BitbucketAnswer branches(
      Caller caller, String id, String repository, @Nullable String query, int limit) {
    Integration integration = transactions.read(() -> findToAttach(caller, id));
    return listed(
        ask(caller, integration, new BitbucketQuestion.Branches(repository, query, limit)));
  }

  private BitbucketAnswer ask(Caller caller, Integration integration, BitbucketQuestion question) {
    return questions.ask(integration, caller.actor(), question, patience);
  }

  private static BitbucketAnswer listed(BitbucketAnswer answer) {
    BitbucketAnswer.@Nullable Check failure = answer.failure();
    if (failure == null) {
      return answer;
    }
    throw Refused.because(code(failure.fault()), words(failure.fault()));
  }

  /**
   * What went wrong, not in the notifier's own words: whoever may attach need not know the host, as
   * details tell it.
   */
  private static String words(@Nullable ProbeFault fault) {
    return switch (fault) {
      case UNAUTHORIZED -> "Bitbucket refused the integration's credentials.";
      case CREDENTIALS_MISSING, CREDENTIALS_UNREADABLE ->
          "The integration has no credentials that can be used.";
      case FORBIDDEN -> "The integration's credentials may not see this.";
      case NOT_FOUND -> "The integration's credentials see no such repository.";
      case RATE_LIMITED -> "The quota of the integration's credentials is used up.";
      case TIMED_OUT -> "Bitbucket did not answer in time.";
      case HOST_UNKNOWN, TLS_FAILED, UNREACHABLE, HOST_NOT_ALLOWED ->
          "Bitbucket cannot be reached; a test of the integration says more.";
      case BITBUCKET_FAILED -> "Bitbucket failed.";
      case INTEGRATION_UNKNOWN -> "The notifier has not heard of the integration yet; ask again.";
      case NOTIFIER_FAILED, UNKNOWN -> "The notifier failed; ask again.";
      case null -> "The notifier failed; ask again.";
    };
  }

  private static ProblemCode code(@Nullable ProbeFault fault) {
    return switch (fault) {
      case UNAUTHORIZED, CREDENTIALS_MISSING, CREDENTIALS_UNREADABLE ->
          ProblemCode.BITBUCKET_UNAUTHORIZED;
      case FORBIDDEN -> ProblemCode.BITBUCKET_FORBIDDEN;
      case NOT_FOUND -> ProblemCode.REPOSITORY_NOT_VISIBLE;
      case RATE_LIMITED -> ProblemCode.BITBUCKET_RATE_LIMITED;
      case TIMED_OUT -> ProblemCode.BITBUCKET_TIMED_OUT;
      case HOST_UNKNOWN, TLS_FAILED, UNREACHABLE, HOST_NOT_ALLOWED ->
          ProblemCode.BITBUCKET_UNREACHABLE;
      case BITBUCKET_FAILED -> ProblemCode.BITBUCKET_FAILED;
      case INTEGRATION_UNKNOWN, NOTIFIER_FAILED, UNKNOWN -> ProblemCode.PROBE_UNAVAILABLE;
      case null -> ProblemCode.PROBE_UNAVAILABLE;
    };
  }

  private Used used(Integration integration) {
    return new Used(integration, used.of(integration, MOST_REPOSITORIES));
  }

  private Integration findToAttach(Caller caller, String id) {
    Integration integration = find(caller, id);
    Rights held = rights.of(caller);
    IntegrationRights.requireAttachable(
        held, integration, new SpaceTree(spaces.nodes(caller.accountId())));
    return integration;
  }

  private Integration find(Caller caller, String id) {
    return integrations.find(caller.accountId(), id).orElseThrow(() -> IntegrationRights.none(id));
  }
}
