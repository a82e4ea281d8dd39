package dev.uplink.ingress.controlplane.checks.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.uplink.ingress.controlplane.checks.CheckGroup;
import dev.uplink.ingress.controlplane.checks.CheckRepository;
import dev.uplink.ingress.controlplane.checks.CheckState;
import dev.uplink.ingress.controlplane.checks.ShownCheck;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Commits' pages. Whoever has an address may look as often as they like, and many may look at one
 * page: each is made once a second at most, and only so many at once.
 */
public final class CommitPages {
  /** How old a page may be when it is sent: a moment beside the few seconds between two looks. */
  private static final Duration KEPT = Duration.ofSeconds(1);

  /** In characters, of all pages together. */
  private static final long MOST_KEPT = 8L * 1024 * 1024;

  /** Of the database's connections, most are for the API. */
  private static final int AT_ONCE = 3;

  private static final long PATIENCE_MS = 2_000;

  private final AccountTransactions transactions;
  private final CheckRepository checks;
  private final PageRenderer renderer;
  private final Semaphore making = new Semaphore(AT_ONCE, true);
  private final Cache<Wanted, Made> made =
      Caffeine.newBuilder()
          .expireAfterWrite(KEPT)
          .maximumWeight(MOST_KEPT)
          .<Wanted, Made>weigher((wanted, page) -> page.weight())
          .build();

  private record Wanted(String pageId, PagePart part) {}

  /** That there is none is remembered, too. */
  private record Made(@Nullable RenderedPage page) {
    int weight() {
      return page == null ? 1 : page.html().length();
    }
  }

  CommitPages(AccountTransactions transactions, CheckRepository checks, PageRenderer renderer) {
    this.transactions = transactions;
    this.checks = checks;
    this.renderer = renderer;
  }

  public static CommitPages of(AccountTransactions transactions, CheckRepository checks) {
    return new CommitPages(transactions, checks, new PageRenderer(PageAssets.load()));
  }

  /**
   * Empty if there is no such page.
   *
   * @throws Refused if the database cannot be asked now, or too many are asking
   */
  Optional<RenderedPage> find(String pageId, PagePart part) {
    Wanted wanted = new Wanted(pageId, part);
    @Nullable Made known = made.getIfPresent(wanted);
    return Optional.ofNullable((known == null ? inTurn(wanted) : known).page());
  }

  private Made inTurn(Wanted wanted) {
    try {
      if (!making.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        throw Refused.because(ProblemCode.DATABASE_UNAVAILABLE, "Too many pages are asked for.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refused.because(ProblemCode.DATABASE_UNAVAILABLE, "Interrupted.");
    }
    try {
      return made.get(wanted, this::make);
    } finally {
      making.release();
    }
  }

  private Made make(Wanted wanted) {
    List<ShownCheck> rows = transactions.read(() -> rows(wanted));
    return new Made(
        rows.isEmpty()
            ? null
            : renderer.render(PageComposer.compose(wanted.pageId(), rows, wanted.part())));
  }

  private List<ShownCheck> rows(Wanted wanted) {
    return switch (wanted.part()) {
      case PagePart.Overview overview ->
          checks.shown(
              wanted.pageId(),
              PagePart.Overview.FIRST,
              CheckGroup.TRACKED,
              CheckState.FAILED,
              0,
              0);
      case PagePart.Listing listing ->
          checks.shown(
              wanted.pageId(), 1, listing.group(), listing.state(), listing.after(), listing.to());
    };
  }
}
