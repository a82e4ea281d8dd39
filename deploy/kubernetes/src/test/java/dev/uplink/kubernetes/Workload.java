package dev.uplink.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pods of one kind, by what makes them. */
record Workload(HasMetadata maker, PodTemplateSpec template) {

  String name() {
    return maker.getMetadata().getName();
  }

  /** Whether its image is built here. */
  boolean isOurs() {
    return container().getImage().contains("uplink/");
  }

  PodSpec pod() {
    return template.getSpec();
  }

  /** There is one in each. */
  Container container() {
    List<Container> containers = pod().getContainers();
    if (containers.size() != 1 || !pod().getInitContainers().isEmpty()) {
      throw new AssertionError(name() + " has not one container");
    }
    return containers.getFirst();
  }

  Map<String, String> labels() {
    return template.getMetadata().getLabels();
  }

  /** Numbers by name. */
  Map<String, Integer> ports() {
    return container().getPorts().stream()
        .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
  }

  /** The number that a service or a probe means, by its name or as it is. */
  int port(IntOrString port) {
    Integer number = port.getStrVal() == null ? port.getIntVal() : ports().get(port.getStrVal());
    if (number == null || !ports().containsValue(number)) {
      throw new AssertionError(name() + " has no port " + port);
    }
    return number;
  }

  Stream<Probe> probes() {
    return Stream.of(
            container().getStartupProbe(),
            container().getReadinessProbe(),
            container().getLivenessProbe())
        .filter(Objects::nonNull);
  }
}
