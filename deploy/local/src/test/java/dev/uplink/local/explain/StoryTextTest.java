package dev.uplink.local.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoryTextTest {
  @Test
  void aStoryIsALineForEachStepWithItsTimeSinceReceipt() throws Exception {
    String delivery =
        """
        {"id": "d1", "receivedAt": "2026-01-02T03:04:05.678Z", "status": "DECIDED",
         "namespace": "acme", "repository": "net", "eventKey": "repo:push", "story": [
          {"at": "2026-01-02T03:04:05.678Z", "kind": "RECEIVED", "text": "repo:push came.",
           "paths": null},
          {"at": "2026-01-02T03:04:06.12Z", "kind": "LOOKED_UP", "text": "Four files.",
           "paths": ["a.tf", "b.tf", "c.tf", "d.tf"]},
          {"at": "2026-01-02T03:09:06Z", "kind": "STATUS_SUPERSEDED", "text": "Not told."},
          {"at": "2026-01-02T03:09:07Z", "kind": "TARGET_DEDUPLICATED", "text": "Stack x."}]}
        """;

    assertThat(StoryText.of(new ObjectMapper().readTree(delivery)))
        .isEqualToNormalizingNewlines(
            """
            Delivery d1 of acme/net: repo:push, DECIDED
            received 2026-01-02T03:04:05.678Z; times are since then

                  +0.000 s  RECEIVED            repo:push came.
                  +0.442 s  LOOKED_UP           Four files.
                                                a.tf
                                                b.tf
                                                c.tf
                                                d.tf
               +5 min 00 s  STATUS_SUPERSEDED   Not told.
               +5 min 01 s  TARGET_DEDUPLICATED Stack x.
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, +0.000 s",
    "PT-1.5S, -1.500 s",
    "PT59.999S, +59.999 s",
    "PT61S, +1 min 01 s",
    "PT2H3M, +2 h 03 min",
    "PT49H, +2 d 01 h"
  })
  void theLongerAgoTheLessExact(Duration time, String text) {
    assertThat(StoryText.since(time)).isEqualTo(text);
  }
}
