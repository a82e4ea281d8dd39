package dev.uplink.ingress.controlplane.delivery.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps news in PostgreSQL. Those of one kind are written in one transaction, by their ids: two
 * instances that write of the same deliveries at once then never wait for each other in a circle.
 */
public final class JdbcNewsWriter implements NewsWriter {
  /** Errors in what is written, which no repetition ends: data, constraints, sizes. */
  private static final List<String> ABOUT_DATA = List.of("22", "23", "54");

  /** Writes news of one kind with few statements. */
  private interface Writing<N extends News> {
    void write(Connection connection, List<N> news) throws SQLException;
  }

  private final DataSource dataSource;
  private final SkippedNews skipped;

  /** Its connections must not commit by themselves. */
  public JdbcNewsWriter(DataSource dataSource, SkippedNews skipped) {
    this.dataSource = dataSource;
    this.skipped = skipped;
  }

  @Override
  public void write(List<News> news) {
    write(of(News.Arrived.class, news), NewsStatements::arrived);
    write(of(News.Decided.class, news), NewsStatements::decided);
    write(of(News.GivenUp.class, news), NewsStatements::givenUp);
  }

  private static <N extends News> List<N> of(Class<N> kind, List<News> news) {
    return news.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .sorted(Comparator.comparing(one -> one.subject().id()))
        .toList();
  }

  /** What the database will never take is found by writing each alone, and left out. */
  private <N extends News> void write(List<N> news, Writing<N> writing) {
    if (news.isEmpty()) {
      return;
    }
    try {
      inTransaction(news, writing);
    } catch (SQLException e) {
      if (!isAboutData(e)) {
        throw new NewsNotWrittenException(e);
      }
      if (news.size() == 1) {
        skipped.refused(news.getFirst(), e);
      } else {
        news.forEach(one -> write(List.of(one), writing));
      }
    }
  }

  private <N extends News> void inTransaction(List<N> news, Writing<N> writing)
      throws SQLException {
    // Closed without a commit, the pool rolls it back.
    try (Connection connection = dataSource.getConnection()) {
      writing.write(connection, news);
      connection.commit();
    }
  }

  private static boolean isAboutData(SQLException e) {
    @Nullable String state = e.getSQLState();
    return state != null && ABOUT_DATA.stream().anyMatch(state::startsWith);
  }
}
