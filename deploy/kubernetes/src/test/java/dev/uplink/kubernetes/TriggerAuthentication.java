package dev.uplink.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/** What we use of KEDA's TriggerAuthentication: there is no model of it for Java. */
record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

  record Spec(List<Target> configMapTargetRef, List<Target> secretTargetRef) {}

  /** Of the settings of a scaler, one that a key says. */
  record Target(String parameter, String name, String key) {}
}
