package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemCodesTest {
  @Test
  void everyCodeIsDocumentedWithItsStatus() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("CONTROL_PLANE.md"));

    for (ProblemCode code : ProblemCode.values()) {
      assertThat(lines)
          .anyMatch(line -> line.startsWith("| %d | `%s` |".formatted(code.status(), code.name())));
    }
  }
}
