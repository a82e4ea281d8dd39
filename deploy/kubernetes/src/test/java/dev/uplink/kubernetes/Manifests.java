package dev.uplink.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is applied to a cluster, each in the model of its kind. */
record Manifests(List<Object> all) {

  Manifests and(Manifests more) {
    return new Manifests(Stream.concat(all.stream(), more.all.stream()).toList());
  }

  <T> List<T> of(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T extends HasMetadata> T named(Class<T> kind, String name) {
    return of(kind).stream()
        .filter(one -> one.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + name));
  }

  Map<String, String> data(String configMap) {
    return named(ConfigMap.class, configMap).getData();
  }

  List<Workload> workloads() {
    return Stream.of(
            of(Deployment.class).stream()
                .map(one -> new Workload(one, one.getSpec().getTemplate())),
            of(StatefulSet.class).stream()
                .map(one -> new Workload(one, one.getSpec().getTemplate())),
            of(Job.class).stream().map(one -> new Workload(one, one.getSpec().getTemplate())),
            of(CronJob.class).stream()
                .map(
                    one ->
                        new Workload(one, one.getSpec().getJobTemplate().getSpec().getTemplate())))
        .flatMap(part -> part)
        .toList();
  }

  Workload workload(String name) {
    return workloads().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no pods called " + name));
  }
}
