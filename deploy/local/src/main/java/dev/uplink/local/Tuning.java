package dev.uplink.local;

import dev.uplink.local.process.JavaCommand;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How the parts are run where that is no setting of local mode: benchmarks want the JVM that
 * production has, and a broker that throws away what nobody will read.
 *
 * @param broker properties of the Kafka node besides its own
 * @param serviceHeapMegabytes each service's heap
 * @param serviceFlags how each service's JVM is started
 * @param serviceEnvironment settings of a service besides its own; asked at each of its starts
 */
public record Tuning(
    Map<String, String> broker,
    int serviceHeapMegabytes,
    List<String> serviceFlags,
    Function<PartName, Map<String, String>> serviceEnvironment) {

  /** Quick to start and small: many JVMs share a developer's machine. */
  public static final Tuning LOCAL =
      new Tuning(Map.of(), 256, JavaCommand.SMALL, service -> Map.of());

  public Tuning {
    broker = Map.copyOf(broker);
    serviceFlags = List.copyOf(serviceFlags);
  }
}
