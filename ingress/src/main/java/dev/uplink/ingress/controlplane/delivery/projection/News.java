package dev.uplink.ingress.controlplane.delivery.projection;

import dev.uplink.ingress.controlplane.delivery.Arrival;
import dev.uplink.ingress.controlplane.delivery.DeadEnd;
import dev.uplink.ingress.controlplane.delivery.Outcome;
import dev.uplink.ingress.controlplane.delivery.Subject;
import dev.uplink.ingress.controlplane.delivery.Verdict;
import java.util.List;

/** What one record tells of a delivery. Told again, it changes nothing. */
public sealed interface News {
  Subject subject();

  record Arrived(Subject subject, Arrival arrival) implements News {}

  record Decided(Subject subject, Verdict verdict, List<Outcome> outcomes) implements News {
    public Decided {
      outcomes = List.copyOf(outcomes);
    }
  }

  record GivenUp(Subject subject, DeadEnd deadEnd) implements News {}
}
