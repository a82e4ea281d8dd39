package dev.uplink.examples;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import java.util.List;

/** The scheduler as a program: its words are the program to start for each run. */
final class Main {
  private Main() {}

  public static void main(String[] words) throws Exception {
    if (words.length == 0) {
      System.err.println("usage: run <program> [<argument> ...]");
      System.exit(2);
    }
    Settings settings = Settings.read(System.getenv(), KafkaSettings.ALL);
    // What it started ends with it, and is started again by whoever comes next.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
    KafkaAccess kafka = KafkaAccess.from(settings);
    try (RunTopics topics = new RunTopics(kafka, AvroSerdes.from(settings))) {
      Scheduler scheduler = new Scheduler(topics, List.of(words));
      while (true) {
        scheduler.step();
      }
    }
  }
}
