package dev.uplink.kubernetes;

import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import java.util.Map;
import java.util.TreeMap;

/** The variables that a container will have, each from where it says. */
final class Environment {
  private Environment() {}

  static Map<String, String> of(Manifests manifests, Workload workload) {
    Map<String, String> environment = new TreeMap<>();
    for (EnvFromSource source : workload.container().getEnvFrom()) {
      environment.putAll(manifests.data(source.getConfigMapRef().getName()));
    }
    for (EnvVar variable : workload.container().getEnv()) {
      environment.put(variable.getName(), value(manifests, workload, variable));
    }
    return environment;
  }

  private static String value(Manifests manifests, Workload workload, EnvVar variable) {
    EnvVarSource source = variable.getValueFrom();
    if (source == null) {
      return variable.getValue();
    }
    if (source.getConfigMapKeyRef() != null) {
      return found(
          manifests.data(source.getConfigMapKeyRef().getName()),
          source.getConfigMapKeyRef().getKey());
    }
    if (source.getSecretKeyRef() != null) {
      return found(
          found(Secrets.of(manifests), source.getSecretKeyRef().getName()),
          source.getSecretKeyRef().getKey());
    }
    return switch (source.getFieldRef().getFieldPath()) {
      case "metadata.name" -> workload.name() + "-0";
      case String other -> throw new AssertionError(other);
    };
  }

  private static <T> T found(Map<String, T> among, String key) {
    T value = among.get(key);
    if (value == null) {
      throw new AssertionError("no " + key + " among " + among.keySet());
    }
    return value;
  }
}
