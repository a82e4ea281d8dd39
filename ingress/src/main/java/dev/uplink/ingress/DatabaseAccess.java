package dev.uplink.ingress;

import dev.uplink.schemas.settings.Setting;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.surroundings.DatabaseLogin;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** How ingress comes to PostgreSQL other than by its pools. */
final class DatabaseAccess {
  /** Longer than what asks here takes when all is well. */
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(5);

  private DatabaseAccess() {}

  /** As whom it serves. */
  static DatabaseLogin service(Settings settings) {
    return login(
        settings,
        settings.get(IngressSettings.DATABASE_USER),
        IngressSettings.DATABASE_USER,
        IngressSettings.DATABASE_PASSWORD);
  }

  /** As whom it migrates. */
  static DatabaseLogin owner(Settings settings, String user) {
    return login(
        settings, user, IngressSettings.MIGRATION_USER, IngressSettings.MIGRATION_PASSWORD);
  }

  private static DatabaseLogin login(
      Settings settings, String user, Setting<?> userSetting, Setting<?> passwordSetting) {
    return new DatabaseLogin(
        settings.get(IngressSettings.DATABASE_URL),
        IngressSettings.DATABASE_URL.name(),
        user,
        userSetting.name(),
        passwordSetting.name());
  }

  /**
   * Opens connections that are never given back, and so must not be of a pool.
   *
   * @param name as whom the database lists it
   */
  static DataSource outsideOfPools(Settings settings, String name) {
    int seconds = (int) SOCKET_TIMEOUT.toSeconds();
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(settings.get(IngressSettings.DATABASE_URL));
    dataSource.setUser(settings.get(IngressSettings.DATABASE_USER));
    dataSource.setPassword(settings.get(IngressSettings.DATABASE_PASSWORD));
    dataSource.setApplicationName(name);
    dataSource.setConnectTimeout(seconds);
    dataSource.setSocketTimeout(seconds);
    dataSource.setTcpKeepAlive(true);
    return dataSource;
  }
}
