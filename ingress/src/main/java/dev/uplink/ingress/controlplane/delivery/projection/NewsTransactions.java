package dev.uplink.ingress.controlplane.delivery.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writes news of one kind in one transaction, and leaves out what the database will never take. */
public final class NewsTransactions {
  /** Errors in what is written, which no repetition ends: data, constraints, sizes. */
  private static final List<String> ABOUT_DATA = List.of("22", "23", "54");

  /** Writes news of one kind with few statements. */
  public interface Writing<N> {
    void write(Connection connection, List<N> news) throws SQLException;
  }

  private final DataSource dataSource;
  private final SkippedNews skipped;

  /** The data source's connections must not commit by themselves. */
  public NewsTransactions(DataSource dataSource, SkippedNews skipped) {
    this.dataSource = dataSource;
    this.skipped = skipped;
  }

  /**
   * What the database refuses for good is found by writing each alone.
   *
   * @param name of one, for whoever reads of it in the log
   * @throws NewsNotWrittenException if some could not be written now
   */
  public <N> void write(List<N> news, Function<N, String> name, Writing<N> writing) {
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
        skipped.refused(name.apply(news.getFirst()), e);
      } else {
        news.forEach(one -> write(List.of(one), name, writing));
      }
    }
  }

  private <N> void inTransaction(List<N> news, Writing<N> writing) throws SQLException {
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
