package dev.uplink.local.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.uplink.local.process.Guard;
import dev.uplink.local.process.LogFile;
import dev.uplink.local.process.StartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTest {
  @TempDir Path folder;
  private final Guard guard = Guard.start();
  private final Queue<String> troubles = new ConcurrentLinkedQueue<>();

  @AfterEach
  void end() {
    guard.close();
  }

  @Test
  void whatEndsByItselfIsStartedAgain() {
    Supervised part = supervised("exec sleep 60", () -> true);
    part.start();
    long first = part.pid().orElseThrow();

    ProcessHandle.of(first).orElseThrow().destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> part.pid().isPresent() && part.pid().getAsLong() != first);
    assertThat(troubles).singleElement().asString().contains("ended by itself (exit code 137)");
    part.kill();
  }

  @Test
  void whatDoesNotComeUpAtFirstIsTriedAgain() throws IOException {
    Path mark = folder.resolve("tried");
    Supervised part =
        supervised(
            "[ -e '%s' ] && exec sleep 60; touch '%s'; exit 1".formatted(mark, mark),
            () -> troubles.size() == 1);

    part.start();

    assertThat(part.pid()).isPresent();
    assertThat(Files.exists(mark)).isTrue();
    part.kill();
  }

  @Test
  void whatIsKilledStaysDead() {
    Supervised part = supervised("exec sleep 60", () -> true);
    part.start();

    part.kill();

    assertThat(part.pid()).isEmpty();
    assertThat(troubles).isEmpty();
  }

  @Test
  void aStartThatIsKilledMeanwhileFails() {
    Supervised part = supervised("exec sleep 60", () -> false);
    CompletableFuture<Void> starting = CompletableFuture.runAsync(part::start);
    await().atMost(Duration.ofSeconds(30)).until(() -> part.pid().isPresent());

    part.kill();

    assertThatThrownBy(starting::join).hasCauseInstanceOf(StartFailedException.class);
    assertThat(part.pid()).isEmpty();
  }

  private Supervised supervised(String script, BooleanSupplier ready) {
    JavaPart.Program program =
        new JavaPart.Program(
            "the program",
            List.of("/bin/sh", "-c", script),
            Map.of(),
            new LogFile(folder.resolve("log")),
            ready);
    return new Supervised(() -> program, guard, troubles::add);
  }
}
