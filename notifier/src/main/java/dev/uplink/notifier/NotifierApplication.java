package dev.uplink.notifier;

import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.SettingsException;
import dev.uplink.schemas.start.KafkaContract;
import dev.uplink.schemas.start.StartFailure;
import dev.uplink.schemas.topic.Service;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.PrintStream;

/**
 * Starts the notifier. Exit codes: 2, the configuration is not usable; 1, it could not start; 3, it
 * ran and then ended by itself, so that a supervisor starts it anew.
 */
public final class NotifierApplication {
  private static final int COULD_NOT_START = 1;
  private static final int NOT_CONFIGURED = 2;
  private static final int ENDED_BY_ITSELF = 3;

  private NotifierApplication() {}

  public static void main(String[] arguments) throws InterruptedException {
    int exitCode = run(System.err);
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

  /** Everything that can be found wrong is found here, before the first record is read. */
  static ApplicationContext start(Settings settings) {
    AvroSerdes serdes = AvroSerdes.from(settings);
    KafkaContract.verify(Service.NOTIFIER, settings, serdes);
    ApplicationContext context =
        ApplicationContext.builder()
            .banner(false)
            .deduceEnvironment(false)
            // Configuration comes from the declared settings alone, which are checked as a whole.
            .environmentPropertySource(false)
            .properties(NotifierProperties.micronaut(settings))
            .singletons(settings, serdes)
            .eagerInitSingletons(true)
            .build();
    Runtime.getRuntime().addShutdownHook(new Thread(context::close, "shutdown"));
    context.start();
    context.getBean(EmbeddedServer.class).start();
    context.getBean(Notifier.class).start();
    return context;
  }
}
