package dev.uplink.e2e.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A service's group role, in a transaction that never ends well: grants are taken and given for a
 * moment, and nobody else sees it. A statement is planned, which asks for its privileges, and not
 * run.
 */
public record Role(String name, Connection connection, Collection<String> statements) {
  private static final String SYNTAX = "42601";
  private static final Pattern NAMED_PARAMETER = Pattern.compile("[^:]:[a-z]");
  private static final String PERMISSION = "42501";

  private interface Step<T> {
    T take() throws SQLException;
  }

  /** The statements that this role may not run as it is, with what PostgreSQL says. */
  public List<String> refused() throws SQLException {
    return undone(() -> refused("", Integer.MAX_VALUE));
  }

  /** One that it could not run once a grant was taken from it; empty when it was not needed. */
  public List<String> refusedWithout(Grant grant) throws SQLException {
    return undone(
        () -> {
          execute(grant.taken());
          return refused(grant.table(), 1);
        });
  }

  /** What it would have on that table without needing it, had it this as well. */
  public List<Grant> needlessWith(Grant more) throws SQLException {
    List<Grant> all =
        undone(
            () -> {
              execute(more.given());
              return Grant.of(name, connection);
            });
    List<Grant> needless = new ArrayList<>();
    for (Grant grant : all) {
      if (grant.table().equals(more.table()) && refusedWithout(grant).isEmpty()) {
        needless.add(grant);
      }
    }
    return needless;
  }

  private <T> T undone(Step<T> step) throws SQLException {
    connection.setAutoCommit(false);
    try {
      return step.take();
    } finally {
      connection.rollback();
    }
  }

  /** Those with this word in them, until there are as many as wanted. */
  private List<String> refused(String about, int wanted) throws SQLException {
    List<String> refused = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL ROLE " + name);
      for (String sql : statements) {
        if (refused.size() < wanted && sql.contains(about)) {
          problem(statement, sql).ifPresent(problem -> refused.add(problem + ": " + sql));
        }
      }
    }
    return refused;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Optional<String> problem(Statement statement, String sql) throws SQLException {
    statement.execute("SAVEPOINT before");
    try {
      statement.execute("EXPLAIN (GENERIC_PLAN) " + sql);
      return Optional.empty();
    } catch (SQLException e) {
      statement.execute("ROLLBACK TO SAVEPOINT before");
      if (PERMISSION.equals(e.getSQLState())) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
      if (SYNTAX.equals(e.getSQLState()) && isNoWholeStatement(sql, String.valueOf(e))) {
        return Optional.empty();
      }
      throw new SQLException(e.getMessage() + " in " + sql, e.getSQLState(), e);
    }
  }

  /**
   * As it stands in an annotation, and as JDBC gets it as well; or the beginning of one that is put
   * together from parts, whose tables others have, too.
   */
  private static boolean isNoWholeStatement(String sql, String problem) {
    return NAMED_PARAMETER.matcher(sql).find() || problem.contains("at end of input");
  }
}
