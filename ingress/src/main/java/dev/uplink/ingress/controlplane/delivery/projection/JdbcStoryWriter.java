package dev.uplink.ingress.controlplane.delivery.projection;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import javax.sql.DataSource;

/**
 * Keeps stories in PostgreSQL, as {@link JdbcNewsWriter} does news: each kind in a transaction of
 * its own, in the order of ids. Of one id they stay in the order in which they were read.
 */
public final class JdbcStoryWriter implements NewsWriter<StoryNews> {
  private static final Comparator<StoryNews.StatusWanted> WANTED_LATER =
      Comparator.comparingLong(StoryNews.StatusWanted::revision);

  private static final Comparator<StoryNews.StatusTold> TOLD_LATER =
      Comparator.comparingLong(StoryNews.StatusTold::revision)
          .thenComparing(StoryNews.StatusTold::isItsOwners)
          .thenComparing(StoryNews.StatusTold::at);

  private final NewsTransactions transactions;

  /** The connections must not commit by themselves. */
  public JdbcStoryWriter(DataSource dataSource, SkippedNews skipped) {
    this.transactions = new NewsTransactions(dataSource, skipped);
  }

  @Override
  public void write(List<StoryNews> news) {
    write(of(StoryNews.LookupAsked.class, news), StoryStatements::asked);
    write(of(StoryNews.LookupAnswered.class, news), StoryStatements::answered);
    write(of(StoryNews.Commanded.class, news), StoryStatements::commanded);
    write(of(StoryNews.RunReported.class, news), StoryStatements::reported);
    // A busy commit's statuses change many times within a batch.
    write(newest(of(StoryNews.StatusWanted.class, news), WANTED_LATER), StatusStatements::wanted);
    write(newest(of(StoryNews.StatusTold.class, news), TOLD_LATER), StatusStatements::told);
  }

  private <N extends StoryNews> void write(List<N> news, NewsTransactions.Writing<N> writing) {
    transactions.write(news, one -> one.getClass().getSimpleName() + " " + one.id(), writing);
  }

  /** Keeps one for each id, the one that the statement would choose. */
  private static <N extends StoryNews> List<N> newest(List<N> news, Comparator<N> later) {
    Map<String, N> byId = new LinkedHashMap<>();
    news.forEach(one -> byId.merge(one.id(), one, BinaryOperator.maxBy(later)));
    return List.copyOf(byId.values());
  }

  /** The sorting is stable. */
  private static <N extends StoryNews> List<N> of(Class<N> kind, List<StoryNews> news) {
    return news.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .sorted(Comparator.comparing(StoryNews::id))
        .toList();
  }
}
