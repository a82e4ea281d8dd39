package dev.uplink.local;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How an installation differs from the one that {@code up} starts. Tests of failures choose: a
 * broker that can be killed, a second instance, a way to Kafka that can be disturbed.
 *
 * @param kafka where the brokers run
 * @param more second instances of services, started with the first
 * @param detoured services that reach Kafka through a {@link dev.uplink.local.proxy.TcpProxy}
 * @param settings variables of single services that differ from what the launcher sets
 * @param supervised whether a service that ends by itself is started again, as in production
 * @param tuning how the parts are run
 * @param secured whether services come to Kafka by TLS and a login, each with its own permissions;
 *     otherwise everybody may do everything
 */
public record Arrangement(
    Kafka kafka,
    Set<PartName> more,
    Set<PartName> detoured,
    Map<PartName, Map<String, String>> settings,
    boolean supervised,
    Tuning tuning,
    boolean secured) {

  /** Where the brokers run. */
  public enum Kafka {
    /** One, inside the launcher: quick, but it cannot be killed. */
    IN_PROCESS,
    /** One process of its own. */
    PROCESS,
    /** Three processes; every topic on all of them, two of which must have a record. */
    CLUSTER
  }

  public Arrangement {
    more = Set.copyOf(more);
    detoured = Set.copyOf(detoured);
    settings = Map.copyOf(settings);
  }

  /** What {@code up} starts. */
  public static Arrangement standard() {
    return new Arrangement(
        Kafka.IN_PROCESS, Set.of(), Set.of(), Map.of(), false, Tuning.LOCAL, false);
  }

  public Arrangement on(Kafka other) {
    return new Arrangement(other, more, detoured, settings, supervised, tuning, secured);
  }

  /**
   * With {@link PartName#INGRESS_2}, {@link PartName#PROCESSOR_2} or {@link PartName#NOTIFIER_2}.
   */
  public Arrangement with(PartName second) {
    Set<PartName> parts = EnumSet.of(second);
    parts.addAll(more);
    return new Arrangement(kafka, parts, detoured, settings, supervised, tuning, secured);
  }

  /** Only with a single broker of its own: a detour leads to one. */
  public Arrangement detouring(PartName service) {
    Set<PartName> services = EnumSet.of(service);
    services.addAll(detoured);
    return new Arrangement(kafka, more, services, settings, supervised, tuning, secured);
  }

  public Arrangement setting(PartName service, String variable, String value) {
    Map<PartName, Map<String, String>> all = new EnumMap<>(PartName.class);
    all.putAll(settings);
    Map<String, String> own = new HashMap<>(settings.getOrDefault(service, Map.of()));
    own.put(variable, value);
    all.put(service, Map.copyOf(own));
    return new Arrangement(kafka, more, detoured, all, supervised, tuning, secured);
  }

  public Arrangement tuned(Tuning other) {
    return new Arrangement(kafka, more, detoured, settings, supervised, other, secured);
  }

  public Arrangement supervising() {
    return new Arrangement(kafka, more, detoured, settings, true, tuning, secured);
  }

  /**
   * Of the broker inside the launcher only: others would need its certificate before they start.
   */
  public Arrangement securing() {
    return new Arrangement(kafka, more, detoured, settings, supervised, tuning, true);
  }
}
