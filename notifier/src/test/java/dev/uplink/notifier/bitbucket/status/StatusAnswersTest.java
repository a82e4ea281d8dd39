package dev.uplink.notifier.bitbucket.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.Answer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusAnswersTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void aRefusalSaysWhatBitbucketSaid() {
    assertThat(read(400, null, "{\"error\":{\"message\":\"key: too long\"}}"))
        .isEqualTo(
            new PostResult.Malformed(400, "Bitbucket finds the status invalid: key: too long"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"errors\":7}", "{\"error\":[]}", "\t"})
  void anErrorThatSaysNothingIsReadOver(String body) {
    assertThat(read(409, null, body))
        .isEqualTo(new PostResult.Refused(409, "Bitbucket answers 409"));
  }

  /** A proxy's, while the server behind it is being replaced. */
  @ParameterizedTest
  @CsvSource({
    "400, <html><center>nginx</center></html>",
    "404, <!DOCTYPE html>",
    "404, 404 page not found",
    "404, null",
    "409, []",
    "407, ''",
    "407, {}"
  })
  void anErrorThatIsNotInBitbucketsWordsMayPass(int status, String body) {
    assertThat(read(status, "7", body))
        .isEqualTo(
            new PostResult.Failed(
                status,
                status + ", and not in Bitbucket's words: is there a proxy before it?",
                Duration.ofSeconds(7)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html><form action=/login>", "\r\n <!DOCTYPE html>"})
  void aWebPageIsNoWordThatBitbucketHasTheStatus(String body) {
    assertThat(read(200, null, body))
        .isInstanceOfSatisfying(
            PostResult.Failed.class,
            failed -> assertThat(failed.detail()).startsWith("a web page came instead"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"key\":\"spacelift/vpc\"}", "no content"})
  void whateverElseComesWithA2xxIsDelivered(String body) {
    assertThat(read(201, null, body)).isEqualTo(new PostResult.Delivered(201));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 555, 408})
  void whatMayPassIsAFailure(int status) {
    assertThat(read(status, null, ""))
        .isInstanceOfSatisfying(
            PostResult.Failed.class, failed -> assertThat(failed.httpStatus()).isEqualTo(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 408})
  void aServerThatFailsMaySayForHowLong(int status) {
    assertThat(read(status, "30", ""))
        .isInstanceOfSatisfying(
            PostResult.Failed.class,
            failed -> assertThat(failed.rest()).isEqualTo(Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 | PT30S",
        "Sun, 01 Mar 2026 10:01:00 GMT | PT1M",
        "soon |",
        "0 |",
        "99999999999999999 | PT1H"
      })
  void aQuotasRestIsTakenFromTheAnswer(String retryAfter, @Nullable Duration rest) {
    assertThat(read(429, retryAfter, ""))
        .isEqualTo(new PostResult.Throttled(429, "Bitbucket has had too many requests", rest));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'message':'Lacking privilege scopes.'} | CREDENTIALS | , they lack a scope: Lacking"
            + " privilege scopes.",
        "{'message':'No.','detail':{'required':['repository'],'granted':['account']}} | CREDENTIALS"
            + " | , they lack the scope repository: No.",
        "{'message':'No.','detail':{'required':['a','b'],'granted':['b','c']}} | CREDENTIALS |"
            + " , they lack the scope a: No.",
        "{'message':'No.','detail':{'required':['a'],'granted':['a']}} | PLACE | : No.",
        "{'message':'You may not write to this repository.'} | PLACE | : You may not write to"
            + " this repository."
      })
  void aMissingScopeIsAMatterOfTheCredentialsAndAPermissionOfThePlace(
      String error, PostResult.Refusal refused, String words) {
    assertThat(read(403, null, "{\"error\":" + error.replace('\'', '"') + "}"))
        .isEqualTo(
            new PostResult.Unauthorized(
                403, "the credentials may not post statuses" + words, 1, refused));
  }

  @Test
  void aKeyThatAnotherPostedFirstIsRefusedForGood() {
    assertThat(read(403, null, "{\"error\":{\"message\":\"Only the author may change it\"}}"))
        .isEqualTo(
            new PostResult.Refused(
                403, "somebody else posted under this key: Only the author may change it"));
  }

  private static PostResult read(int status, @Nullable String retryAfter, String body) {
    return new StatusAnswers(() -> NOW)
        .read(new Answer(status, retryAfter, null, null, body), null, 1);
  }
}
