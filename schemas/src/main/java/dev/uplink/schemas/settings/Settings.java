package dev.uplink.schemas.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one service as read from its environment. All problems are found at once and each
 * names its variable. A variable that begins with {@code UPLINK_} but is no setting of the service
 * is refused: it is a misspelling whose default would otherwise act in silence.
 */
public final class Settings {
  private static final String PREFIX = "UPLINK_";

  private final Map<Setting<?>, Object> values;

  private Settings(Map<Setting<?>, Object> values) {
    this.values = values;
  }

  /** Throws {@link SettingsException} when anything is missing, unknown or not understood. */
  public static Settings read(
      Map<String, String> environment, Collection<? extends Setting<?>> declared) {
    List<String> problems = new ArrayList<>(unknown(environment, declared));
    Map<Setting<?>, Object> values = new HashMap<>();
    for (Setting<?> setting : declared) {
      String text = environment.getOrDefault(setting.name(), setting.fallback());
      if (text == null || (text.isBlank() && setting.fallback() == null)) {
        problems.add(setting.name() + " is missing: " + setting.meaning());
      } else {
        read(setting, text, values, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new Settings(values);
  }

  /** Safe: {@link #read} put each value there with the setting that made it. */
  @SuppressWarnings("unchecked")
  public <T> T get(Setting<T> setting) {
    @Nullable Object value = values.get(setting);
    if (value == null) {
      throw new IllegalArgumentException(setting.name() + " was not declared");
    }
    return (T) value;
  }

  /** What one log line at start shows: every setting with its value, secrets only as present. */
  public Map<String, String> describe() {
    Map<String, String> shown = new LinkedHashMap<>();
    values.keySet().stream()
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .forEach(
            setting ->
                shown.put(
                    setting.name(), setting.secret() ? "(set)" : String.valueOf(get(setting))));
    return shown;
  }

  private static <T> void read(
      Setting<T> setting, String text, Map<Setting<?>, Object> values, List<String> problems) {
    try {
      values.put(setting, setting.reader().apply(text));
    } catch (RuntimeException e) {
      String shown = setting.secret() ? "a value that is not shown" : "'" + text + "'";
      problems.add(setting.name() + " is " + shown + ": " + e.getMessage());
    }
  }

  private static List<String> unknown(
      Map<String, String> environment, Collection<? extends Setting<?>> declared) {
    List<String> names = declared.stream().<String>map(Setting::name).toList();
    return environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !names.contains(name))
        .sorted()
        .map(name -> name + " is not a setting of this service")
        .toList();
  }
}
