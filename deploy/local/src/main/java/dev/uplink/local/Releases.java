package dev.uplink.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which build of the project each service is run from. */
final class Releases {
  private final ProjectLayout present;
  private final Map<PartName, ProjectLayout> others = new ConcurrentHashMap<>();

  Releases(ProjectLayout present) {
    this.present = present;
  }

  /** What everything is run from that nobody chose for. */
  ProjectLayout present() {
    return present;
  }

  ProjectLayout of(PartName service) {
    return others.getOrDefault(service, present);
  }

  boolean isOther(PartName service) {
    return others.containsKey(service);
  }

  /** For the next start. */
  void choose(PartName service, Path projectFolder) {
    others.put(service, new ProjectLayout(projectFolder, false));
  }

  /** For the next start. */
  void choosePresent(PartName service) {
    others.remove(service);
  }
}
