package dev.uplink.e2e.recovery;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A fault of the services, as long as a file is there: whatever compares a tag with a pattern
 * fails. It is in a second copy of the package, which a JVM finds before the real one.
 *
 * @param classes where that copy is
 * @param shows the file
 */
record PlantedFault(Path classes, Path shows) {
  private static final Path SOURCES =
      Path.of("../../schemas/src/main/java/dev/uplink/schemas/glob").toAbsolutePath().normalize();
  private static final String SOUND = "public boolean matches(String candidate) {";

  static PlantedFault in(Path folder) {
    PlantedFault fault =
        new PlantedFault(folder.resolve("fault-classes"), folder.resolve("fault-shows"));
    try {
      fault.compile(folder.resolve("fault-sources"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fault;
  }

  /** For the services. */
  String jvmFlag() {
    return "-Xbootclasspath/a:" + classes;
  }

  void show() {
    try {
      Files.createFile(shows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void mend() {
    try {
      Files.delete(shows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile(Path sources) throws IOException {
    Files.createDirectories(classes);
    Files.createDirectories(sources);
    List<String> words =
        Stream.of("-proc:none", "-d", classes.toString()).collect(toCollection(ArrayList::new));
    for (String name : List.of("Glob.java", "GlobParser.java", "Step.java")) {
      Path copy = sources.resolve(name);
      Files.writeString(copy, faulty(Files.readString(SOURCES.resolve(name))));
      words.add(copy.toString());
    }
    int code =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
    if (code != 0 || !Files.readString(sources.resolve("Glob.java")).contains("planted")) {
      throw new AssertionError("the fault could not be planted");
    }
  }

  private String faulty(String source) {
    return source.replace(
        SOUND,
        """
        %s
          if (java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) {
            throw new IllegalStateException("planted");
          }
        """
            .formatted(SOUND, shows));
  }
}
