package dev.uplink.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that finds a JDK, on a machine that exists only in a temporary folder. */
class FindJdkTest {
  @TempDir Path machine;

  private record Result(int code, String out, String err) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/lib/jvm/temurin-25-jdk-amd64",
        "opt/jdk-25.0.1",
        "opt/java/25",
        "usr/local/jdk-25",
        "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
        "opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
        "home/ada/.sdkman/candidates/java/25-tem",
        "home/ada/.jdks/temurin-25",
        "home/ada/.m2/jdks/jdk-25",
        "home/ada/.asdf/installs/java/temurin-25.0.1",
        "home/ada/.local/share/mise/installs/java/25",
        "home/ada/.jenv/versions/25",
        "home/ada/.gradle/jdks/eclipse_adoptium-25"
      })
  void aJdkIsFoundWhereItIsCommonlyInstalled(String place) throws Exception {
    Path home = jdk(place, "25.0.1");

    assertThat(find(Map.of())).isEqualTo(new Result(0, home + "\n", ""));
  }

  @Test
  void javaHomeIsTakenFirst() throws Exception {
    jdk("usr/lib/jvm/jdk-25", "25");
    Path chosen = jdk("my/own", "25.0.3");

    assertThat(find(Map.of("JAVA_HOME", chosen.toString())).out()).isEqualTo(chosen + "\n");
  }

  @Test
  void anotherVersionInJavaHomeDoesNotHideTheRightOne() throws Exception {
    Path old = jdk("usr/lib/jvm/jdk-17", "17.0.9");
    Path right = jdk("usr/lib/jvm/jdk-25", "25.0.1");

    assertThat(find(Map.of("JAVA_HOME", old.toString())).out()).isEqualTo(right + "\n");
  }

  @Test
  void javaOnThePathLeadsToItsHomeThroughLinks() throws Exception {
    Path home = jdk("somewhere/else", "25");
    Path link = Files.createDirectories(machine.resolve("bin")).resolve("java");
    Files.createSymbolicLink(link, home.resolve("bin/java"));

    assertThat(find(Map.of("PATH", link.getParent() + ":/usr/bin:/bin")).out())
        .isEqualTo(home + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"17.0.9", "24", "26", "2", "250", "1.8.0_25"})
  void anyOtherVersionIsNone(String version) throws Exception {
    jdk("usr/lib/jvm/jdk", version);

    Result result = find(Map.of());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("No JDK 25 was found.").contains("https://", "JAVA_HOME");
  }

  @Test
  void aJreIsNotEnoughToBuild() throws Exception {
    Path home = jdk("usr/lib/jvm/jre-25", "25");
    Files.delete(home.resolve("bin/javac"));

    assertThat(find(Map.of()).code()).isEqualTo(1);
  }

  private Path jdk(String place, String version) throws IOException {
    Path home = machine.resolve(place);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    for (String program : new String[] {"java", "javac"}) {
      executable(home.resolve("bin").resolve(program), "");
    }
    return home;
  }

  private Result find(Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(ProjectLayout.find().root().resolve("deploy/local/find-jdk").toString());
    builder.environment().clear();
    builder.environment().put("FIND_JDK_ROOT", machine.toString());
    builder.environment().put("HOME", machine.resolve("home/ada").toString());
    builder.environment().put("PATH", tools().toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out, err);
  }

  /** Only what the script itself calls: the real machine's java must not be found. */
  private Path tools() throws IOException {
    Path tools = Files.createDirectories(machine.resolve("tools"));
    for (String tool : new String[] {"grep", "dirname", "readlink", "cat"}) {
      executable(tools.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
    }
    return tools;
  }

  private static void executable(Path file, String content) throws IOException {
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
