package dev.uplink.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  @TempDir Path folder;
  private final Guard guard = Guard.start();

  @AfterEach
  void end() {
    guard.close();
  }

  @Test
  void aChildThatEndsByItselfIsReportedWithItsExitCode() throws Exception {
    CompletableFuture<Integer> told = new CompletableFuture<>();
    ChildProcess child = child("exit 7");

    child.onUnexpectedEnd(told::complete);

    assertThat(told.get(30, TimeUnit.SECONDS)).isEqualTo(7);
  }

  @Test
  void aChildThatIsKilledOnPurposeIsNotReported() {
    CompletableFuture<Integer> told = new CompletableFuture<>();
    ChildProcess child = child("exec sleep 60");
    child.onUnexpectedEnd(told::complete);

    child.kill();

    assertThat(child.running()).isFalse();
    assertThat(child.exitCode()).isEqualTo(128 + 9);
    assertThat(told).isNotDone();
  }

  @Test
  void aChildGetsOnlyTheVariablesItIsMeantToGet() throws Exception {
    ChildProcess child = child("env | grep '^UPLINK_'");
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    child.onUnexpectedEnd(ended::complete);
    ended.get(30, TimeUnit.SECONDS);

    assertThat(log().tail().strip()).isEqualTo("UPLINK_ONLY=this");
  }

  private ChildProcess child(String script) {
    return ChildProcess.start(
        List.of("/bin/sh", "-c", script), Map.of("UPLINK_ONLY", "this"), log(), guard);
  }

  private LogFile log() {
    return new LogFile(folder.resolve("child.log"));
  }
}
