package dev.uplink.ingress.controlplane.delivery.projection;

import java.util.List;

/** All of an instance: they begin and end together, and are late apart. */
public record DeliveryProjections(List<DeliveryProjection<?>> all) implements AutoCloseable {
  public DeliveryProjections {
    all = List.copyOf(all);
  }

  public void start() {
    all.forEach(DeliveryProjection::start);
  }

  @Override
  public void close() {
    all.forEach(DeliveryProjection::close);
  }
}
