package dev.uplink.ingress.controlplane.checks;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.space.CallerRights;
import dev.uplink.ingress.controlplane.space.Rights;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.RepositoryKey;

/** What callers with a token can ask about commits. */
public final class CommitChecks {
  private final AccountTransactions transactions;
  private final CheckRepository checks;
  private final CallerRights rights;

  public CommitChecks(
      AccountTransactions transactions, CheckRepository checks, CallerRights rights) {
    this.transactions = transactions;
    this.checks = checks;
    this.rights = rights;
  }

  /**
   * Those of the stacks and modules that the caller may see. A commit is nothing of ours, so one
   * without any has an empty list, like one whose all are hidden. Targets that are gone are in no
   * Space, and so the root admins'.
   */
  Page<CheckView> list(Caller caller, RepositoryKey repository, String sha, PageRequest page) {
    long after = after(page.after());
    return transactions.snapshot(
        () -> {
          Rights held = rights.of(caller);
          return Page.of(
                  checks.page(
                      repository.toString(),
                      sha,
                      held.areForEverything(),
                      held.readable(),
                      after,
                      page.limitAndOneMore()),
                  page,
                  check -> String.valueOf(check.id()))
              .map(CheckView::of);
        });
  }

  /** Of the parts of an address, as they came. */
  static RepositoryKey repository(
      String accountId, String provider, String namespace, String repository) {
    BitbucketProduct product =
        BitbucketProduct.ofSegment(provider)
            .orElseThrow(
                () ->
                    Refused.field(
                        ProblemCode.FIELD_INVALID,
                        "provider",
                        "provider: expected bitbucket-cloud or bitbucket-datacenter."));
    return new RepositoryKey(
        new AccountId(accountId),
        product,
        name("namespace", namespace),
        name("repository", repository));
  }

  static String sha(String text) {
    if (!text.matches("[0-9a-f]{40}")) {
      throw Refused.field(
          ProblemCode.FIELD_INVALID, "sha", "sha: expected 40 hex digits, lower case.");
    }
    return text;
  }

  /** A slash can come as %2F. */
  private static String name(String field, String text) {
    if (text.isEmpty() || text.indexOf('/') >= 0) {
      throw Refused.field(ProblemCode.FIELD_INVALID, field, field + ": expected a name.");
    }
    return text;
  }

  private static long after(String cursor) {
    if (cursor.isEmpty()) {
      return 0;
    }
    if (!cursor.matches("[0-9]{1,18}")) {
      throw Refused.field(
          ProblemCode.CURSOR_INVALID, "cursor", "cursor: expected the nextCursor of a page.");
    }
    return Long.parseLong(cursor);
  }
}
