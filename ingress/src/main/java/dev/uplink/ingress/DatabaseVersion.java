package dev.uplink.ingress;

import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.start.NotUsableException;
import dev.uplink.schemas.surroundings.DatabaseLogin;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the tables are as new as the code, by what the migrations' own table says to the role
 * that serves. Newer ones are as good: a migration takes nothing away that an older program uses.
 */
public final class DatabaseVersion {
  private static final String MIGRATE_FIRST =
      "run ingress' command 'migrate' first, as deploy/compose and deploy/kubernetes do";

  private static final String PERMISSION = "42501";

  private DatabaseVersion() {}

  /**
   * To be called before any pool is made, which would wait and try again, and then say no more than
   * that it has no connection. Throws {@link NotUsableException} when the service is not let in, or
   * would not find its tables.
   */
  static void verify(Settings settings) {
    DatabaseLogin login = DatabaseAccess.service(settings);
    List<String> missing;
    try {
      missing =
          Stream.of(
                  Flyway.configure()
                      .dataSource(DatabaseAccess.outsideOfPools(settings, "uplink-ingress start"))
                      .load()
                      .info()
                      .all())
              // Also one that is older than others that were run: it would never be pending.
              .filter(
                  one ->
                      one.getState().isResolved()
                          && (!one.getState().isApplied() || one.getState().isFailed()))
              .map(one -> String.valueOf(one.getVersion()))
              .toList();
    } catch (FlywayException e) {
      throw NotUsableException.of(login.where(), words(login, e), e);
    }
    if (!missing.isEmpty()) {
      throw NotUsableException.of(login.where(), words(missing));
    }
  }

  /** Said of a database that lacks migrations, given their numbers. */
  public static String words(List<String> missing) {
    return "it is not migrated to this version (missing: %s): %s"
        .formatted(String.join(", ", missing), MIGRATE_FIRST);
  }

  /** Nobody was granted a look at tables from before this was asked. */
  private static String words(DatabaseLogin login, FlywayException failure) {
    return state(failure).filter(PERMISSION::equals).isPresent()
        ? "it is not migrated to this version, or '%s' (%s) is no member of uplink_ingress: %s"
            .formatted(login.user(), login.userSetting(), MIGRATE_FIRST)
        : login.wordsOf(failure);
  }

  private static Optional<String> state(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        return Optional.ofNullable(found.getSQLState());
      }
    }
    return Optional.empty();
  }
}
