package dev.uplink.ingress.controlplane.database;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the database decides, in the API's words. Constraints hold when two requests pass the same
 * check at the same moment, so they, not the checks before them, are the rule.
 */
final class DatabaseRefusals {
  /**
   * The connection (08), the server going away, coming up or ending a statement that takes too long
   * (57), a lock not had in time (55P03), a transaction that idled (25P03), a deadlock (40).
   */
  private static final List<String> PASSING = List.of("08", "57", "55P03", "25P03", "40");

  /**
   * NUL, which a text in PostgreSQL cannot hold. A percent-encoded one gets into a path or query.
   */
  private static final String NOT_A_TEXT = "22021";

  /**
   * What the pool answers, without a state, when it has closed a connection that broke: so the
   * rollback behind a failed commit hides why the commit failed.
   */
  private static final String CLOSED_BY_POOL = "Connection is closed";

  private DatabaseRefusals() {}

  static <T> T translate(Supplier<T> work) {
    try {
      return work.get();
    } catch (Refused refused) {
      throw refused;
    } catch (RuntimeException e) {
      Refused refused = find(e);
      throw refused == null ? e : refused;
    }
  }

  private static @Nullable Refused find(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Refused refused =
          switch (cause) {
            case PSQLException e -> ofState(e);
            case SQLTransientConnectionException e -> unavailable();
            case SQLNonTransientConnectionException e -> unavailable();
            case SQLException e when CLOSED_BY_POOL.equals(e.getMessage()) -> unavailable();
            default -> null;
          };
      if (refused != null) {
        return refused;
      }
    }
    return null;
  }

  private static @Nullable Refused ofState(PSQLException e) {
    ServerErrorMessage message = e.getServerErrorMessage();
    String state = e.getSQLState();
    if (state != null && PASSING.stream().anyMatch(state::startsWith)) {
      return unavailable();
    }
    if (NOT_A_TEXT.equals(state)) {
      return Refused.because(
          ProblemCode.FIELD_INVALID, "The address or query holds a NUL character.");
    }
    String constraint = message == null ? null : message.getConstraint();
    return constraint == null ? null : ofConstraint(constraint);
  }

  private static @Nullable Refused ofConstraint(String constraint) {
    return switch (constraint) {
      case "integrations_slug", "targets_slug" ->
          Refused.field(
              ProblemCode.SLUG_TAKEN, "name", "Another one's name already gives this slug.");
      case "integrations_default" ->
          Refused.field(
              ProblemCode.DEFAULT_EXISTS, "isDefault", "There is one default for each provider.");
      // Whoever refers to a Space has checked it under the account's lock: so this is a deletion.
      case "spaces_parent", "integrations_space", "targets_space" ->
          Refused.because(
              ProblemCode.SPACE_NOT_EMPTY,
              "There are still Spaces, integrations, stacks or modules in it.");
      default -> null;
    };
  }

  private static Refused unavailable() {
    return Refused.because(
        ProblemCode.DATABASE_UNAVAILABLE, "Nothing was changed; the request may be sent again.");
  }
}
