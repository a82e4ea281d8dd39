package dev.uplink.schemas.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartFailureTest {

  @Test
  void everyReasonIsSaidOnceFromTheOutermostToTheRoot() {
    Exception root = new IllegalStateException("port 8080 is in use");
    Exception wrapped = new RuntimeException(root); // its message repeats the root's
    Exception failure = new RuntimeException("the server did not start", wrapped);

    assertThat(StartFailure.explain(failure))
        .isEqualTo(
            """
            the server did not start
              because: java.lang.IllegalStateException: port 8080 is in use\
            """);
  }

  @Test
  void aFailureWithoutWordsIsNamedByItsType() {
    assertThat(StartFailure.explain(new IllegalStateException()))
        .isEqualTo("java.lang.IllegalStateException");
  }
}
