package dev.uplink.local;

import dev.uplink.local.process.JavaCommand;
import dev.uplink.local.process.StartFailedException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the built modules are: the services are run as they were packaged.
 *
 * @param installed whether this is the file system of the images instead of the project's folder
 */
record ProjectLayout(Path root, boolean installed) {
  /** Names the images' folder; set where an image's file system is trained in. */
  private static final String INSTALLATION = "uplink.installation";

  /** Found from where this class was loaded, so that the working directory does not matter. */
  static ProjectLayout find() {
    @Nullable String installation = System.getProperty(INSTALLATION);
    return installation == null ? findProject() : new ProjectLayout(Path.of(installation), true);
  }

  private static ProjectLayout findProject() {
    @Nullable CodeSource source = ProjectLayout.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new StartFailedException("The project's folder cannot be found.");
    }
    try {
      Path here = Path.of(source.getLocation().toURI());
      for (@Nullable Path folder = here; folder != null; folder = folder.getParent()) {
        if (Files.isDirectory(folder.resolve("ingress"))
            && Files.isRegularFile(folder.resolve("mvnw"))) {
          return new ProjectLayout(folder, false);
        }
      }
      throw new StartFailedException("The project's folder cannot be found above " + here);
    } catch (URISyntaxException e) {
      throw new StartFailedException("The project's folder cannot be found.", e);
    }
  }

  /** A service's own jar and its libraries; an image has all that its JVM is told in one file. */
  List<String> command(String module, String main, Tuning tuning) {
    if (installed) {
      return JavaCommand.fromFile(root.resolve(module).resolve("java.args"));
    }
    return JavaCommand.tuned(
        tuning.serviceHeapMegabytes(), tuning.serviceFlags(), classPath(module), main);
  }

  /** A broker of its own version; how it logs stands in the launcher's jar. */
  String brokerClassPath() {
    Path libraries = root.resolve("deploy/broker/target/lib");
    if (!Files.isDirectory(libraries)) {
      throw notBuilt(libraries.toString());
    }
    Path launcher = jar(root.resolve("deploy/local/target"), "uplink-local");
    return libraries + "/*" + File.pathSeparator + launcher;
  }

  private String classPath(String module) {
    Path target = root.resolve(module).resolve("target");
    return jar(target, "uplink-" + module) + File.pathSeparator + target.resolve("lib") + "/*";
  }

  /** The registry's program. */
  Path registryJar() {
    Path jar =
        root.resolve(installed ? "registry" : "deploy/local/target/registry")
            .resolve("quarkus-run.jar");
    if (!Files.isRegularFile(jar)) {
      throw notBuilt(jar.toString());
    }
    return jar;
  }

  private static Path jar(Path target, String prefix) {
    if (!Files.isDirectory(target)) {
      throw notBuilt(target.toString());
    }
    try (Stream<Path> files = Files.list(target)) {
      List<Path> jars =
          files
              .filter(file -> file.getFileName().toString().matches(prefix + "-[0-9][^/]*\\.jar"))
              .filter(file -> !file.toString().matches(".*-(tests|sources|javadoc)\\.jar"))
              .toList();
      if (jars.size() != 1) {
        throw notBuilt(target.resolve(prefix + "-*.jar").toString());
      }
      return jars.getFirst();
    } catch (IOException e) {
      throw new StartFailedException("cannot list " + target, e);
    }
  }

  private static StartFailedException notBuilt(String what) {
    return new StartFailedException(
        what + " is not there. Build it: ./mvnw -DskipTests package (deploy/local/up does).");
  }
}
