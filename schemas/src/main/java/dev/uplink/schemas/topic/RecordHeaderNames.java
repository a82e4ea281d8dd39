package dev.uplink.schemas.topic;

/** Names of record headers; values are UTF-8. */
public final class RecordHeaderNames {
  /** The delivery a record belongs to, so that it can be told without reading the value. */
  public static final String DELIVERY_ID = "uplink-delivery-id";

  /** The span that wrote the record, as W3C's Trace Context has it; only where spans are made. */
  public static final String TRACEPARENT = "traceparent";

  private RecordHeaderNames() {}
}
