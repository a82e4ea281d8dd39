package dev.uplink.benchmarks.recovery;

import dev.uplink.benchmarks.Waiting;
import dev.uplink.benchmarks.setup.Catalogue;
import dev.uplink.local.LocalUplink;
import dev.uplink.local.PartName;
import dev.uplink.local.part.DatabaseCopies;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;

/** Each thing that can be lost: loses it, and times what deploy/recovery/README.md says to do. */
record Losses(Scripts scripts, DatabaseCopies databases, Catalogue catalogue, Table table) {
  void catalogueTopic() throws IOException, InterruptedException {
    OptionalLong before = uplink().pid(PartName.PROCESSOR);
    deleteTopics(Topics.STACKS.name()::equals);
    table.timed(
        "a catalogue topic (stacks)",
        () -> scripts.run("catalogue-topic"),
        () -> {
          catalogue.awaitPublished();
          // It notices by itself, ends, and is started by its supervisor.
          Waiting.until(() -> isAnother(uplink().pid(PartName.PROCESSOR), before));
          awaitReady(PartName.PROCESSOR);
        });
  }

  private static boolean isAnother(OptionalLong now, OptionalLong before) {
    return now.isPresent() && !now.equals(before);
  }

  /**
   * @param hour what is done after the backup
   */
  void database(Table.Work hour) throws IOException, InterruptedException {
    uplink().stop(PartName.INGRESS);
    databases.backUp();
    uplink().start(PartName.INGRESS);
    hour.run();
    catalogue.awaitPublished();
    uplink().stop(PartName.INGRESS);
    databases.restore();
    String instant = Instant.now().minus(Duration.ofHours(1)).toString();
    table.timed(
        "PostgreSQL, to an hour ago",
        () -> scripts.run("database", instant),
        () -> {
          uplink().start(PartName.INGRESS);
          restart(PartName.NOTIFIER);
          catalogue.awaitPublished();
        });
  }

  void stateDirectory(PartName service) throws IOException, InterruptedException {
    uplink().stop(service);
    table.timed(
        "state directory, " + service.shown(),
        () ->
            scripts.run(
                "state-directory",
                uplink().state(service).toString(),
                management(service).toString()),
        () -> uplink().start(service));
  }

  /** All of them, which is more than most mistakes delete. */
  void internalTopics(PartName service) throws IOException, InterruptedException {
    String word = service.name().toLowerCase(Locale.ROOT);
    String application = "uplink-" + word;
    Predicate<String> own = topic -> topic.startsWith(application + "-");
    Path known = uplink().state(service).resolve(application + ".topics");
    // The guard looks every few seconds; what it has not seen yet it does not miss.
    List<String> topics = topics().stream().filter(own).toList();
    Waiting.until(() -> mentions(known, topics));
    uplink().stop(service);
    deleteTopics(own);
    table.timed(
        "%d internal topics, %s".formatted(topics.size(), service.shown()),
        () -> scripts.run("internal-topic", word),
        () -> uplink().start(service));
  }

  private static boolean mentions(Path file, List<String> words) {
    try {
      String text = Files.readString(file);
      return words.stream().allMatch(text::contains);
    } catch (IOException notYet) {
      return false;
    }
  }

  void registry() throws IOException, InterruptedException {
    uplink().stop(PartName.PROCESSOR);
    uplink().stop(PartName.NOTIFIER);
    uplink().stop(PartName.REGISTRY);
    databases.emptyRegistry();
    uplink().start(PartName.REGISTRY);
    table.timed(
        "the registry",
        () -> scripts.run("registry"),
        () -> {
          uplink().start(PartName.PROCESSOR);
          uplink().start(PartName.NOTIFIER);
          restart(PartName.INGRESS);
        });
  }

  void encryptionKey() throws IOException, InterruptedException {
    String folder = uplink().keptIn().orElseThrow().resolve("keys").toString();
    table.timed(
        "an encryption key: changed",
        () -> {
          scripts.run("encryption-key", "add", folder);
          restartHoldersOfKeys();
          scripts.run("encryption-key", "promote", folder);
          restartHoldersOfKeys();
        },
        () -> {});
    table.timed(
        "… everything sealed under it", () -> scripts.run("encryption-key", "reseal"), () -> {});
    table.timed(
        "… the old one dropped",
        () -> scripts.run("encryption-key", "drop", folder),
        this::restartHoldersOfKeys);
  }

  void deadLetters(int letters) throws IOException, InterruptedException {
    table.timed(
        "%,d dead letters".formatted(letters),
        () -> scripts.run("dead-letters", "--for-real"),
        () -> {});
  }

  private LocalUplink uplink() {
    return scripts.uplink();
  }

  private void restartHoldersOfKeys() {
    restart(PartName.NOTIFIER);
    restart(PartName.INGRESS);
  }

  private void restart(PartName service) {
    uplink().stop(service);
    uplink().start(service);
  }

  private void awaitReady(PartName service) throws IOException, InterruptedException {
    scripts.run("await-ready", management(service).toString());
  }

  private URI management(PartName service) {
    return service == PartName.PROCESSOR
        ? uplink().endpoints().processorManagement()
        : uplink().endpoints().notifierManagement();
  }

  private List<String> topics() throws InterruptedException {
    try (Admin admin = admin()) {
      return List.copyOf(admin.listTopics().names().get());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void deleteTopics(Predicate<String> which) throws InterruptedException {
    List<String> names = topics().stream().filter(which).toList();
    try (Admin admin = admin()) {
      admin.deleteTopics(names).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", uplink().endpoints().kafka()));
  }
}
