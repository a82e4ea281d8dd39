package dev.uplink.notifier;

import dev.uplink.notifier.credentials.CredentialResealing;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.SettingsException;
import dev.uplink.schemas.start.KafkaContract;
import dev.uplink.schemas.start.StartFailure;
import dev.uplink.schemas.streams.InternalTopics;
import dev.uplink.schemas.streams.RefillOptions;
import dev.uplink.schemas.streams.RefillRefusedException;
import dev.uplink.schemas.streams.StandstillWatch;
import dev.uplink.schemas.streams.StateFolder;
import dev.uplink.schemas.streams.TopicGuard;
import dev.uplink.schemas.streams.TopicRefill;
import dev.uplink.schemas.streams.UsedTopics;
import dev.uplink.schemas.surroundings.Surroundings;
import dev.uplink.schemas.topic.Service;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Starts the notifier, or carries out a command and ends. Exit codes: 2, the configuration or the
 * command is not usable, or the command was refused; 1, it could not start, or the command could
 * not be carried out; 3, it ran and then ended by itself, so that a supervisor starts it anew.
 */
public final class NotifierApplication {
  private static final int COULD_NOT_START = 1;
  private static final int NOT_CONFIGURED = 2;
  private static final int ENDED_BY_ITSELF = 3;

  /** After another key became the primary one, and before the old one is taken out. */
  private static final String RESEAL = "reseal-credentials";

  private NotifierApplication() {}

  public static void main(String[] arguments) throws InterruptedException {
    int exitCode =
        arguments.length == 0 ? run(System.err) : carryOut(arguments, System.out, System.err);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  private static int run(PrintStream err) throws InterruptedException {
    Notifier notifier;
    try {
      notifier =
          start(Settings.read(System.getenv(), NotifierSettings.ALL)).getBean(Notifier.class);
    } catch (SettingsException e) {
      err.println(e.getMessage());
      return NOT_CONFIGURED;
    } catch (RuntimeException e) {
      err.println("The notifier could not start: " + StartFailure.explain(e));
      return COULD_NOT_START;
    }
    return notifier.awaitEnd() ? 0 : ENDED_BY_ITSELF;
  }

  /** Without any of what serves: only what the command needs is made. */
  private static int carryOut(String[] arguments, PrintStream out, PrintStream err) {
    String command = String.join(" ", arguments);
    Optional<RefillOptions> refill = RefillOptions.of(List.of(arguments));
    if (!command.equals(RESEAL) && refill.isEmpty()) {
      err.printf("Expected no argument, or one of: %s, %s%n", RESEAL, RefillOptions.USAGE);
      return NOT_CONFIGURED;
    }
    Settings settings;
    try {
      settings = Settings.read(System.getenv(), NotifierSettings.ALL);
    } catch (SettingsException e) {
      err.println(e.getMessage());
      return NOT_CONFIGURED;
    }
    try (ApplicationContext context =
        context(settings).singletons(AvroSerdes.from(settings)).build().start()) {
      out.println(refill.isPresent() ? refill(refill.get(), settings, context) : reseal(context));
      return 0;
    } catch (SettingsException | RefillRefusedException e) {
      err.println(e.getMessage());
      return NOT_CONFIGURED;
    } catch (RuntimeException e) {
      err.printf("%s could not be carried out: %s%n", command, StartFailure.explain(e));
      return COULD_NOT_START;
    }
  }

  private static String reseal(ApplicationContext context) {
    CredentialResealing resealing = context.getBean(CredentialResealing.class);
    return "%d API credentials are sealed under the primary key %s"
        .formatted(resealing.run(), resealing.primaryKey());
  }

  private static String refill(
      RefillOptions options, Settings settings, ApplicationContext context) {
    return TopicRefill.run(
            settings,
            context.getBean(InternalTopics.class),
            context.getBean(StateFolder.class),
            options,
            Clock.systemUTC())
        .toString();
  }

  /** Everything that can be found wrong is found here, before the first record is read. */
  static ApplicationContext start(Settings settings) {
    AvroSerdes serdes = AvroSerdes.from(settings);
    KafkaContract.verify(Service.NOTIFIER, settings, serdes);
    ApplicationContext context =
        context(settings).singletons(serdes).eagerInitSingletons(true).build();
    Runtime.getRuntime().addShutdownHook(new Thread(context::close, "shutdown"));
    context.start();
    TopicGuard.checkBeforeStart(
        settings, context.getBean(UsedTopics.class), context.getBean(StateFolder.class));
    context.getBean(EmbeddedServer.class).start();
    context.getBean(Notifier.class).start();
    context.getBean(StandstillWatch.class).start();
    context.getBean(Surroundings.class).start();
    context.getBean(TopicGuard.class).start();
    return context;
  }

  static ApplicationContextBuilder context(Settings settings) {
    return ApplicationContext.builder()
        .banner(false)
        .deduceEnvironment(false)
        // Configuration comes from the declared settings alone, which are checked as a whole.
        .environmentPropertySource(false)
        .properties(NotifierProperties.micronaut(settings))
        .singletons(settings);
  }
}
