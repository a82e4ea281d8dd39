package dev.uplink.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a Java program is started: on the launcher's own JDK. */
public final class JavaCommand {
  /** One core's worth of collector and only the quick compiler: many JVMs share the machine. */
  public static final List<String> SMALL =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-XX:ReservedCodeCacheSize=64m");

  private static final List<String> ALLOWED =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  private JavaCommand() {}

  public static List<String> main(int heapMegabytes, String classPath, String main) {
    return main(heapMegabytes, Map.of(), classPath, main);
  }

  /** With system properties and arguments. */
  public static List<String> main(
      int heapMegabytes,
      Map<String, String> properties,
      String classPath,
      String main,
      String... arguments) {
    List<String> program = new ArrayList<>();
    properties.forEach((name, value) -> program.add("-D" + name + "=" + value));
    program.addAll(List.of("-cp", classPath, main));
    program.addAll(List.of(arguments));
    return command(heapMegabytes, SMALL, program);
  }

  /** With other flags than the usual small ones. */
  public static List<String> tuned(
      int heapMegabytes, List<String> flags, String classPath, String main) {
    return command(heapMegabytes, flags, List.of("-cp", classPath, main));
  }

  /** All of it is in the file. */
  public static List<String> fromFile(Path arguments) {
    return List.of(java(), "@" + arguments);
  }

  public static List<String> jar(int heapMegabytes, Path jar) {
    return command(heapMegabytes, SMALL, List.of("-jar", jar.toString()));
  }

  private static List<String> command(int heapMegabytes, List<String> flags, List<String> program) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(flags);
    command.addAll(ALLOWED);
    command.add("-Xmx" + heapMegabytes + "m");
    command.addAll(program);
    return command;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
