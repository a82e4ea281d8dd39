package dev.uplink.ingress;

import ch.qos.logback.classic.LoggerContext;
import dev.uplink.ingress.controlplane.bitbucket.KafkaBitbucketQuestions;
import dev.uplink.ingress.controlplane.bootstrap.Bootstrap;
import dev.uplink.ingress.controlplane.database.Retention;
import dev.uplink.ingress.controlplane.delivery.projection.DeliveryProjections;
import dev.uplink.ingress.controlplane.health.HealthFeed;
import dev.uplink.ingress.controlplane.outbox.OutboxAge;
import dev.uplink.ingress.controlplane.outbox.OutboxPublisher;
import dev.uplink.ingress.controlplane.token.TokenSecret;
import dev.uplink.ingress.controlplane.trigger.DecisionFeed;
import dev.uplink.ingress.http.Draining;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.SettingsException;
import dev.uplink.schemas.start.KafkaContract;
import dev.uplink.schemas.start.StartFailure;
import dev.uplink.schemas.surroundings.Surroundings;
import dev.uplink.schemas.topic.Service;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import java.io.PrintStream;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Starts ingress, or does what a command says and ends. Exit codes: 2, the configuration or the
 * command is not usable; 1, it could not start, or the command could not be carried out.
 */
public final class IngressApplication {
  private static final int COULD_NOT_START = 1;
  private static final int NOT_CONFIGURED = 2;

  /** No {@link IngressCommand}: it comes before all that they need, and with other settings. */
  private static final String MIGRATE = "migrate";

  private IngressApplication() {}

  public static void main(String[] arguments) {
    int exitCode = run(arguments, System.out, System.err);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  private static int run(String[] arguments, PrintStream out, PrintStream err) {
    String words = String.join(" ", arguments);
    try {
      if (words.equals(MIGRATE)) {
        out.println(DatabaseMigration.of(MigrationSettings.read(System.getenv())).run());
        return 0;
      }
      Settings settings = IngressSettings.read(System.getenv());
      if (arguments.length == 0) {
        start(settings);
        return 0;
      }
      Optional<IngressCommand> command = IngressCommand.find(words);
      if (command.isEmpty()) {
        err.println("Expected no argument, or one of: " + MIGRATE + ", " + IngressCommand.words());
        return NOT_CONFIGURED;
      }
      out.println(carryOut(command.get(), settings, AvroSerdes.from(settings)));
      return 0;
    } catch (SettingsException e) {
      err.println(e.getMessage());
      return NOT_CONFIGURED;
    } catch (RuntimeException e) {
      String what = arguments.length == 0 ? "Ingress could not start: " : words + " failed: ";
      err.println(what + StartFailure.explain(e));
      return COULD_NOT_START;
    }
  }

  /** Everything that can be found wrong is found here, before the first request is answered. */
  static ApplicationContext start(Settings settings) {
    return start(settings, AvroSerdes.from(settings));
  }

  static ApplicationContext start(Settings settings, AvroSerdes serdes) {
    KafkaContract.verify(Service.INGRESS, settings, serdes);
    prepareDatabase(settings);
    ApplicationContext context = context(settings, serdes).eagerInitSingletons(true).build();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context, settings), "shutdown"));
    context.start();
    startControlPlane(context, settings);
    context.getBean(EmbeddedServer.class).start();
    return context;
  }

  /** Without any of what serves: only what the command needs is made. */
  static String carryOut(IngressCommand command, Settings settings, AvroSerdes serdes) {
    KafkaContract.verify(Service.INGRESS, settings, serdes);
    prepareDatabase(settings);
    try (ApplicationContext context = context(settings, serdes).build().start()) {
      return command.run(context);
    }
  }

  /** Migrates only where the owner's login was given; elsewhere somebody has done so before. */
  static void prepareDatabase(Settings settings) {
    DatabaseMigration.atStart(settings).ifPresent(DatabaseMigration::run);
    DatabaseVersion.verify(settings);
  }

  private static ApplicationContextBuilder context(Settings settings, AvroSerdes serdes) {
    return ApplicationContext.builder()
        .banner(false)
        .deduceEnvironment(false)
        // Configuration comes from the declared settings alone, which are checked as a whole.
        .environmentPropertySource(false)
        .properties(IngressProperties.from(settings))
        .singletons(settings, serdes);
  }

  /**
   * Senders first have time to go elsewhere; the log ends at last, because it holds lines back for
   * a moment.
   */
  private static void stop(ApplicationContext context, Settings settings) {
    context.getBean(Draining.class).begin();
    try {
      Thread.sleep(settings.get(IngressSettings.DRAIN));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    context.close();
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
      log.stop();
    }
  }

  /** The threads begin when everything is built, and before anybody can ask for anything. */
  private static void startControlPlane(ApplicationContext context, Settings settings) {
    Optional<AccountId> account = settings.get(IngressSettings.ACCOUNT_ID);
    Optional<String> token = settings.get(IngressSettings.ADMIN_TOKEN);
    if (account.isPresent() && token.isPresent()) {
      context.getBean(Bootstrap.class).ensure(account.get(), new TokenSecret(token.get()));
    }
    context.getBean(OutboxPublisher.class).start();
    TaskScheduler scheduler =
        context.getBean(TaskScheduler.class, Qualifiers.byName(TaskExecutors.SCHEDULED));
    context.getBean(OutboxAge.class).start(scheduler);
    context.getBeansOfType(Retention.class).forEach(retention -> retention.start(scheduler));
    context.getBean(DecisionFeed.class).start();
    context.getBean(KafkaBitbucketQuestions.class).start();
    context.getBean(HealthFeed.class).start();
    context.getBean(Surroundings.class).start();
    if (settings.get(IngressSettings.DELIVERIES)) {
      context.getBean(DeliveryProjections.class).start();
    }
  }
}
