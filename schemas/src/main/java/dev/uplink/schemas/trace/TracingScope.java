package dev.uplink.schemas.trace;

import io.opentelemetry.context.Scope;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What a thread does for a delivery, until it is closed: by that thread, and in nested order. */
public final class TracingScope implements AutoCloseable {
  /** The scope of those who have nothing to tell. */
  public static final TracingScope NOTHING = new TracingScope(false, null, Scope.noop());

  private final boolean fields;
  private final @Nullable Map<String, String> before;
  private final Scope scope;

  /**
   * @param fields whether the log's were changed
   * @param before what they were, if there were any
   */
  TracingScope(boolean fields, @Nullable Map<String, String> before, Scope scope) {
    this.fields = fields;
    this.before = before;
    this.scope = scope;
  }

  @Override
  public void close() {
    scope.close();
    if (fields) {
      if (before == null) {
        MDC.clear();
      } else {
        MDC.setContextMap(before);
      }
    }
  }
}
