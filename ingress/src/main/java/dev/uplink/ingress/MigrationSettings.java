package dev.uplink.ingress;

import dev.uplink.schemas.settings.Readers;
import dev.uplink.schemas.settings.Setting;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.SettingsException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What migrating takes: the login that owns the tables, and nothing of what serving takes. */
public final class MigrationSettings {
  public static final Setting<String> USER =
      Setting.required(
          IngressSettings.MIGRATION_USER.name(),
          "Role that owns the tables and migrates them.",
          Readers::text);

  public static final Setting<String> PASSWORD =
      Setting.secret(
          IngressSettings.MIGRATION_PASSWORD.name(), "Password of that role.", Readers::text);

  public static final List<Setting<?>> ALL = List.of(IngressSettings.DATABASE_URL, USER, PASSWORD);

  private MigrationSettings() {}

  /**
   * Other settings of ingress may stand beside these: they are not read. Throws {@link
   * SettingsException} when anything is missing, unknown or not understood.
   */
  public static Settings read(Map<String, String> environment) {
    List<String> needed = ALL.stream().<String>map(Setting::name).toList();
    Map<String, String> read = new HashMap<>(environment);
    IngressSettings.ALL.stream()
        .<String>map(Setting::name)
        .filter(name -> !needed.contains(name))
        .forEach(read::remove);
    return Settings.read(read, ALL);
  }
}
