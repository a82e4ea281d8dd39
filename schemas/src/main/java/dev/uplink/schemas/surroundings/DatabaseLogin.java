package dev.uplink.schemas.surroundings;

import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a service finds PostgreSQL and as whom it comes, for what people are told of it.
 *
 * @param url the JDBC URL; what follows a question mark may be a secret and is never shown
 * @param userSetting the settings' names, so that a message says what to look at
 */
public record DatabaseLogin(
    String url, String urlSetting, String user, String userSetting, String passwordSetting) {

  public String where() {
    return "PostgreSQL at %s (%s)"
        .formatted(
            url.replaceFirst("^jdbc:postgresql://", "").replaceFirst("\\?.*", ""), urlSetting);
  }

  /** Why it cannot be used, and what to do; the same words whenever the reason is the same. */
  public String words(SQLException failure) {
    return TlsTrouble.in(failure)
        .map(TlsTrouble::words)
        .orElseGet(() -> words(Objects.requireNonNullElse(failure.getSQLState(), ""), failure));
  }

  /** Goes by PostgreSQL's own codes: its words depend on its language. */
  private String words(String state, SQLException failure) {
    return switch (state) {
      case "28P01", "28000" ->
          "the login of '%s' is refused: see %s and %s"
              .formatted(user, userSetting, passwordSetting);
      case "3D000" -> "there is no such database: see " + urlSetting;
      case "42501" -> "'%s' (%s) may not do that: %s".formatted(user, userSetting, said(failure));
      case "53300" -> "it has no connection left: see its max_connections";
      case "57P01", "57P02", "57P03" -> "it is starting or shutting down";
      default ->
          state.startsWith("08")
              ? "it cannot be reached: does it run, and is the address right?"
              : said(failure);
    };
  }

  private static String said(SQLException failure) {
    @Nullable String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  /** The words of a failure that wraps PostgreSQL's, such as a migration's or a pool's. */
  public String wordsOf(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        return words(found);
      }
    }
    return String.valueOf(failure.getMessage());
  }
}
