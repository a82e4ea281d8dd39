package dev.uplink.schemas.id;

/**
 * One step of a delivery's trace: 16 hex digits. Those of stream threads are derived: a step that
 * is taken again after a failure is the same step, and others can name it as their parent before it
 * has ended, or without having heard of it.
 */
public record SpanId(String value) {
  public SpanId {
    Format.HEX_16.require("spanId", value);
  }

  /** The span of deciding on a delivery or a trigger. */
  public static SpanId ofDecision(String deliveryId) {
    return new SpanId(Digest.of("span", "decision", deliveryId).hex(16));
  }

  /** The span of a command that no event led to. */
  public static SpanId ofCommand(String commandId) {
    return new SpanId(Digest.of("span", "command", commandId).hex(16));
  }

  /**
   * The span of a status that Bitbucket should show.
   *
   * @param key of its record
   */
  public static SpanId ofStatus(String key, long revision) {
    return new SpanId(Digest.of("span", "status", key, Long.toString(revision)).hex(16));
  }

  @Override
  public String toString() {
    return value;
  }
}
