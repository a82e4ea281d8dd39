package dev.uplink.e2e.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The SQL of a service, as its compiled classes have it: the constants that begin as a statement
 * does. Micronaut Data has written the repositories' down as constants as well, ready for JDBC.
 */
public final class Statements {
  private static final Pattern BEGIN =
      Pattern.compile(
          "[\\s(]*(WITH|SELECT|INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|MERGE\\s+INTO)\\s.*",
          Pattern.DOTALL);

  /** What stands after FROM, with the name it has there. */
  private static final Pattern SOURCE =
      Pattern.compile("\\s*\\(.*\\)\\s*[a-z]+\\s*", Pattern.DOTALL);

  private static final Pattern PARAMETER = Pattern.compile("\\?");

  private Statements() {}

  /** Each once, with {@code $1} and so on for its parameters. */
  public static Set<String> of(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Set<String> found = new TreeSet<>();
      for (JarEntry entry :
          file.stream().filter(one -> one.getName().endsWith(".class")).toList()) {
        try (InputStream bytes = file.getInputStream(entry)) {
          constants(bytes.readAllBytes())
              .filter(Statements::isStatement)
              .map(Statements::whole)
              .map(Statements::numbered)
              .forEach(found::add);
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Also in brackets, as the parts of a union stand. */
  static boolean isStatement(String text) {
    return BEGIN.matcher(text).matches();
  }

  /** As PostgreSQL would plan it by itself. */
  static String whole(String text) {
    return SOURCE.matcher(text).matches() ? "SELECT FROM " + text : text;
  }

  private static Stream<String> constants(byte[] bytes) {
    return StreamSupport.stream(ClassFile.of().parse(bytes).constantPool().spliterator(), false)
        .filter(StringEntry.class::isInstance)
        .map(entry -> ((StringEntry) entry).stringValue());
  }

  private static String numbered(String sql) {
    Matcher parameters = PARAMETER.matcher(sql);
    StringBuilder numbered = new StringBuilder();
    for (int i = 1; parameters.find(); i++) {
      parameters.appendReplacement(numbered, "\\$" + i);
    }
    return parameters.appendTail(numbered).toString();
  }
}
