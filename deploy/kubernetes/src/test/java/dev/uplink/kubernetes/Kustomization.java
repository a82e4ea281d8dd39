package dev.uplink.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * As much of Kustomize as the base needs, so that it can be looked at where there is no kubectl.
 */
record Kustomization(
    String apiVersion, String kind, List<String> resources, List<Generator> configMapGenerator) {

  private record Component(String apiVersion, String kind, List<String> resources) {}

  record Generator(String name, List<String> envs) {}

  static Manifests render(Path folder) {
    Kustomization written =
        StrictYaml.read(text(folder.resolve("kustomization.yml")), Kustomization.class);
    List<Object> models = new ArrayList<>();
    for (String resource : written.resources()) {
      models.addAll(StrictYaml.documents(text(folder.resolve(resource))));
    }
    for (Generator generator : written.configMapGenerator()) {
      models.add(generated(folder, generator));
    }
    return new Manifests(models);
  }

  /** One that has only resources. */
  static Manifests component(Path folder) {
    Component written = StrictYaml.read(text(folder.resolve("kustomization.yml")), Component.class);
    return new Manifests(
        written.resources().stream()
            .flatMap(resource -> StrictYaml.documents(text(folder.resolve(resource))).stream())
            .toList());
  }

  private static ConfigMap generated(Path folder, Generator generator) {
    Map<String, String> data = new TreeMap<>();
    for (String file : generator.envs()) {
      Properties variables = new Properties();
      try {
        variables.load(new StringReader(text(folder.resolve(file))));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      variables.forEach((name, value) -> data.put((String) name, (String) value));
    }
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(generator.name())
        .endMetadata()
        .withData(data)
        .build();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
