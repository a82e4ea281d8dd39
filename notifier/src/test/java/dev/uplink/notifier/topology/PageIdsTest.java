package dev.uplink.notifier.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageIdsTest {
  @Test
  void eachIsAnotherOneOf128Bits() {
    List<String> some = Stream.generate(new PageIds(new SecureRandom())).limit(100).toList();

    assertThat(some).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{32}"));
  }
}
