package dev.uplink.ingress.controlplane.delivery.story;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.uplink.ingress.controlplane.delivery.DeliveryView;
import io.micronaut.core.annotation.Introspected;
import java.util.List;

/** A delivery with its story, in order. */
@Introspected
public record ToldDelivery(@JsonUnwrapped DeliveryView delivery, List<Step> story) {
  public ToldDelivery {
    story = List.copyOf(story);
  }
}
