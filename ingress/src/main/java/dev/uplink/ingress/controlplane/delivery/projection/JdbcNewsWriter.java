package dev.uplink.ingress.controlplane.delivery.projection;

import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;

/**
 * Keeps news in PostgreSQL. Those of one kind are written in one transaction, by their ids: two
 * instances that write of the same deliveries at once then never wait for each other in a circle.
 */
public final class JdbcNewsWriter implements NewsWriter<News> {
  private final NewsTransactions transactions;

  /** The connections must not commit by themselves. */
  public JdbcNewsWriter(DataSource dataSource, SkippedNews skipped) {
    this.transactions = new NewsTransactions(dataSource, skipped);
  }

  @Override
  public void write(List<News> news) {
    write(of(News.Arrived.class, news), NewsStatements::arrived);
    write(of(News.Decided.class, news), NewsStatements::decided);
    write(of(News.GivenUp.class, news), NewsStatements::givenUp);
  }

  private <N extends News> void write(List<N> news, NewsTransactions.Writing<N> writing) {
    transactions.write(news, one -> "delivery " + one.subject().id(), writing);
  }

  private static <N extends News> List<N> of(Class<N> kind, List<News> news) {
    return news.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .sorted(Comparator.comparing(one -> one.subject().id()))
        .toList();
  }
}
