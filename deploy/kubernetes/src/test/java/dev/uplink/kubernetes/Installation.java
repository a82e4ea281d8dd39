package dev.uplink.kubernetes;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** What can be applied. */
enum Installation {
  /**
   * Read without Kustomize: what is generated has its plain name, and addresses are missing. With
   * the component that all overlays have.
   */
  BASE,
  SINGLE,
  PRODUCTION;

  /** Each is read once, because reading is what takes the time. */
  private static final Map<Installation, Manifests> READ = new EnumMap<>(Installation.class);

  /** Skips the test where it takes kubectl and there is none. */
  Manifests manifests() {
    synchronized (READ) {
      return READ.computeIfAbsent(this, Installation::read);
    }
  }

  private static Manifests read(Installation one) {
    return switch (one) {
      case BASE ->
          Kustomization.render(Path.of("base"))
              .and(Kustomization.component(Path.of("components/recovery")));
      case SINGLE -> Kubectl.render(Path.of("overlays/single"));
      case PRODUCTION -> Kubectl.render(Path.of("overlays/production"));
    };
  }
}
