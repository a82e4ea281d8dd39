package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.RunState;
import dev.uplink.notifier.aggregate.TestCase;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.RunTestCase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Test cases as a scheduler tells them. Each becomes a status, so each is doubted. */
final class ReadTestCases {
  private ReadTestCases() {}

  /** Throws {@link IllegalArgumentException}, which says what is wrong with one of them. */
  static List<TestCase> of(List<RunTestCase> told) {
    if (told.size() > Limits.TEST_CASES_PER_RUN) {
      throw new IllegalArgumentException(
          "testCases: %d (allowed: %d)".formatted(told.size(), Limits.TEST_CASES_PER_RUN));
    }
    Set<String> ids = new HashSet<>();
    List<TestCase> cases = new ArrayList<>(told.size());
    for (RunTestCase one : told) {
      if (!TestCase.isId(one.getId())) {
        throw new IllegalArgumentException(
            "testCases.id: '%s' (expected: 1 to 64 letters, digits, '.', '-', '_')"
                .formatted(one.getId()));
      }
      if (!ids.add(one.getId())) {
        throw new IllegalArgumentException("testCases.id: '%s' twice".formatted(one.getId()));
      }
      cases.add(TestCase.reported(one.getId(), state(one), one.getUrl(), one.getMessage()));
    }
    return cases;
  }

  private static RunState state(RunTestCase one) {
    return RunState.of(one.getState())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "testCases.state: '%s' of '%s'".formatted(one.getState(), one.getId())));
  }
}
