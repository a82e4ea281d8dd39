package dev.uplink.local.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** deploy/compose/compose.yml as compose reads it when no variable is set. */
record ComposeFile(Map<String, Map<String, ?>> containers, Map<String, ?> volumes) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+(?::-((?:[^{}]|\\{\\w})*))?}");

  @SuppressWarnings("unchecked")
  static ComposeFile read() {
    Map<String, ?> file = new Yaml().load(withDefaults(text("deploy/compose/compose.yml")));
    return new ComposeFile(
        new TreeMap<>((Map<String, Map<String, ?>>) Objects.requireNonNull(file.get("services"))),
        (Map<String, ?>) Objects.requireNonNull(file.get("volumes")));
  }

  /** A file of the project. */
  static String text(String path) {
    try {
      return Files.readString(project().resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path project() {
    try {
      Path classes =
          Path.of(
              Objects.requireNonNull(ComposeFile.class.getProtectionDomain().getCodeSource())
                  .getLocation()
                  .toURI());
      return classes.resolve("../../../..").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  Map<String, ?> container(String name) {
    return Objects.requireNonNull(containers.get(name));
  }

  /** As written in the file, without what comes from files of secrets. */
  @SuppressWarnings("unchecked")
  Map<String, String> environment(String container) {
    Map<String, String> environment = new TreeMap<>();
    @Nullable Object written = container(container).get("environment");
    if (written != null) {
      ((Map<String, Object>) written)
          .forEach((name, value) -> environment.put(name, String.valueOf(value)));
    }
    return environment;
  }

  List<String> list(String container, String key) {
    @Nullable Object written = container(container).get(key);
    return written == null ? List.of() : ((List<?>) written).stream().map(String::valueOf).toList();
  }

  String image(String container) {
    return String.valueOf(container(container).get("image"));
  }

  /** Defaults stand in defaults, so from the inside out. */
  private static String withDefaults(String text) {
    String before;
    String after = text;
    do {
      before = after;
      after =
          VARIABLE
              .matcher(before)
              .replaceAll(
                  found -> Matcher.quoteReplacement(found.group(1) == null ? "" : found.group(1)));
    } while (!after.equals(before));
    return after;
  }
}
