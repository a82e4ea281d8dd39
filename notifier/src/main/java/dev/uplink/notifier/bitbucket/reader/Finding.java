package dev.uplink.notifier.bitbucket.reader;

import dev.uplink.notifier.bitbucket.Fault;
import org.jspecify.annotations.Nullable;

/**
 * How a look at something went.
 *
 * @param fault what went wrong with a call; null where nothing did
 * @param detail for people, without any secret
 */
public record Finding(Verdict verdict, @Nullable Fault fault, String detail) {
  /** What it means for who set the integration up. */
  public enum Verdict {
    PASSED,
    /** Something to look at, or that cannot be told. */
    WARNED,
    FAILED
  }

  public static Finding passed(String detail) {
    return new Finding(Verdict.PASSED, null, detail);
  }

  public static Finding warned(String detail) {
    return new Finding(Verdict.WARNED, null, detail);
  }

  public static Finding warned(CallFailedException failure) {
    return new Finding(Verdict.WARNED, failure.fault(), failure.detail());
  }

  public static Finding failed(CallFailedException failure) {
    return new Finding(Verdict.FAILED, failure.fault(), failure.detail());
  }
}
