package dev.uplink.notifier.bitbucket.status;

import dev.uplink.notifier.gate.Admission;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of telling Bitbucket about a status once. Details are for people. */
public sealed interface PostResult {
  /** Bitbucket has it. */
  record Delivered(int httpStatus) implements PostResult {}

  /** Bitbucket will not take it, however often it is told. */
  record Refused(@Nullable Integer httpStatus, String detail) implements PostResult {}

  /** Bitbucket finds it malformed, which is a fault of ours: nobody else can mend it. */
  record Malformed(int httpStatus, String detail) implements PostResult {}

  /**
   * Bitbucket was not asked.
   *
   * @param until when to ask again
   */
  record HeldBack(Admission.Why why, String detail, Instant until) implements PostResult {}

  /**
   * It may work later.
   *
   * @param rest not before so long, says Bitbucket; null when it does not say
   */
  record Failed(@Nullable Integer httpStatus, String detail, @Nullable Duration rest)
      implements PostResult {
    public Failed(@Nullable Integer httpStatus, String detail) {
      this(httpStatus, detail, null);
    }
  }

  /** It may work later, and what was in the way was on our side: it says nothing of Bitbucket. */
  record Postponed(@Nullable Integer httpStatus, String detail) implements PostResult {}

  /** Too many requests: the whole integration has to rest, as long as Bitbucket says if it does. */
  record Throttled(int httpStatus, String detail, @Nullable Duration rest) implements PostResult {}

  /** It will not work with these credentials, but may with newer ones. */
  record Unauthorized(
      @Nullable Integer httpStatus, String detail, long credentialsVersion, Refusal refused)
      implements PostResult {}

  /** What was refused. */
  enum Refusal {
    /** The credentials, wherever they are used. */
    CREDENTIALS,
    /** This repository; others may be open to them. */
    PLACE
  }

  /** The integration is not there: deleted, or so new that it was not heard of yet. */
  record Gone(String detail) implements PostResult {}
}
