package dev.uplink.kubernetes;

import static java.util.stream.Collectors.toSet;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Whom a selector finds, as Kubernetes does it. */
final class Labels {
  private Labels() {}

  /** Names of those it finds. */
  static Set<String> select(LabelSelector selector, Collection<Workload> among) {
    return among.stream()
        .filter(one -> matches(selector, one.labels()))
        .map(Workload::name)
        .collect(toSet());
  }

  static boolean matches(LabelSelector selector, Map<String, String> labels) {
    Map<String, String> equal = selector.getMatchLabels();
    return (equal == null || labels.entrySet().containsAll(equal.entrySet()))
        && selector.getMatchExpressions().stream().allMatch(one -> matches(one, labels));
  }

  private static boolean matches(LabelSelectorRequirement one, Map<String, String> labels) {
    if (!one.getOperator().equals("In")) {
      throw new AssertionError("not looked into: " + one.getOperator());
    }
    return one.getValues().contains(labels.get(one.getKey()));
  }
}
