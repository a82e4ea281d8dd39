package dev.uplink.schemas.start;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why the start failed, in lines for people instead of a stack trace. */
public final class StartFailure {
  private StartFailure() {}

  /** The messages from the outermost to the root cause, each once. */
  public static String explain(Throwable failure) {
    Set<String> messages = new LinkedHashSet<>();
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && messages.stream().noneMatch(earlier -> earlier.contains(message))) {
        messages.add(message.strip());
      }
    }
    return messages.isEmpty() ? failure.toString() : String.join("\n  because: ", messages);
  }
}
