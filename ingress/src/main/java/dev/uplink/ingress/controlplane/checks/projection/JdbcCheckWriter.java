package dev.uplink.ingress.controlplane.checks.projection;

import dev.uplink.ingress.controlplane.delivery.projection.NewsTransactions;
import dev.uplink.ingress.controlplane.delivery.projection.NewsWriter;
import dev.uplink.ingress.controlplane.delivery.projection.SkippedNews;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps checks in PostgreSQL. Of each key one row is written for a batch, in the keys' order: two
 * instances that write of the same commits at once then never wait for each other in a circle.
 */
public final class JdbcCheckWriter implements NewsWriter<CheckNews> {
  private final NewsTransactions transactions;

  /** The connections must not commit by themselves. */
  public JdbcCheckWriter(DataSource dataSource, SkippedNews skipped) {
    this.transactions = new NewsTransactions(dataSource, skipped);
  }

  /**
   * Forgetting comes first: what a key is told of after it was forgotten begins anew, with whatever
   * revision.
   */
  @Override
  public void write(List<CheckNews> news) {
    Map<String, Ending> endings = new TreeMap<>();
    news.forEach(one -> endings.computeIfAbsent(one.key(), key -> new Ending()).add(one));
    List<CheckNews.Forgotten> forgotten = new ArrayList<>();
    List<CheckNews.Told> told = new ArrayList<>();
    endings.forEach(
        (key, ending) -> {
          if (ending.forgotten) {
            forgotten.add(new CheckNews.Forgotten(key));
          }
          if (ending.newest != null) {
            told.add(ending.newest);
          }
        });
    transactions.write(forgotten, CheckNews::key, CheckStatements::forgotten);
    transactions.write(told, CheckNews::key, CheckStatements::told);
  }

  /** What a batch comes to for one key. */
  private static final class Ending {
    private boolean forgotten;
    private CheckNews.@Nullable Told newest;

    void add(CheckNews news) {
      switch (news) {
        case CheckNews.Forgotten _ -> {
          forgotten = true;
          newest = null;
        }
        case CheckNews.Told told -> {
          if (newest == null || told.run().revision() > newest.run().revision()) {
            newest = told;
          }
        }
      }
    }
  }
}
