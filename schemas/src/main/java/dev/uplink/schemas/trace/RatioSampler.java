package dev.uplink.schemas.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * A share of all traces, told by their ids alone: every service comes to the same answer without
 * having heard another's. Looks at the last seven bytes, which W3C wants to be random.
 * OpenTelemetry's own looks at the last eight, and in a trigger's id, a UUID, two bits of the first
 * of them are always the same.
 */
record RatioSampler(double ratio) implements Sampler {
  private static final int RANDOM_FROM = 18;
  private static final double ALL = 1L << 56;

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    long random = Long.parseUnsignedLong(traceId, RANDOM_FROM, traceId.length(), 16);
    return random < (long) (ratio * ALL) ? SamplingResult.recordAndSample() : SamplingResult.drop();
  }

  @Override
  public String getDescription() {
    return "RatioSampler{" + ratio + "}";
  }
}
