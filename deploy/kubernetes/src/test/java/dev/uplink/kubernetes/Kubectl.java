package dev.uplink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/** The kubectl of this machine, which has Kustomize in it and needs no cluster for that. */
final class Kubectl {
  private Kubectl() {}

  static Manifests render(Path folder) {
    assumeFound();
    return new Manifests(StrictYaml.documents(run("kubectl", "kustomize", folder.toString())));
  }

  /** Skips the test where there is none. */
  static void assumeFound() {
    assumeFound("kubectl", "to render overlays and secrets");
  }

  /** The same for another program. */
  static void assumeFound(String program, String what) {
    boolean found =
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(Objects.requireNonNullElse(System.getenv("PATH"), ""))
            .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    assumeTrue(found, program + " is needed " + what);
  }

  /** What a command that succeeds says. */
  static String run(String... command) {
    return ending(0, command);
  }

  /** What a command says that ends with this code. */
  static String ending(int code, String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isEqualTo(code);
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
