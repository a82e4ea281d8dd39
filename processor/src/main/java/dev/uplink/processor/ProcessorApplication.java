package dev.uplink.processor;

import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.SettingsException;
import dev.uplink.schemas.start.KafkaContract;
import dev.uplink.schemas.start.StartFailure;
import dev.uplink.schemas.streams.StandstillWatch;
import dev.uplink.schemas.streams.StreamsRunner;
import dev.uplink.schemas.topic.Service;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.PrintStream;
import java.util.Map;

/**
 * Starts the processor. Exit codes: 2, the configuration is not usable; 1, it could not start; 3,
 * it ran and then ended by itself, so that a supervisor starts it anew.
 */
public final class ProcessorApplication {
  private static final int COULD_NOT_START = 1;
  private static final int NOT_CONFIGURED = 2;
  private static final int ENDED_BY_ITSELF = 3;

  private ProcessorApplication() {}

  public static void main(String[] arguments) throws InterruptedException {
    int exitCode = run(System.getenv(), System.err);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /** Returns the exit code, once there is nothing left that runs. */
  static int run(Map<String, String> environment, PrintStream err) throws InterruptedException {
    StreamsRunner runner;
    try {
      runner = start(ProcessorSettings.read(environment)).getBean(StreamsRunner.class);
    } catch (SettingsException e) {
      err.println(e.getMessage());
      return NOT_CONFIGURED;
    } catch (RuntimeException e) {
      err.println("The processor could not start: " + StartFailure.explain(e));
      return COULD_NOT_START;
    }
    return runner.awaitEnd() ? 0 : ENDED_BY_ITSELF;
  }

  /** Everything that can be found wrong is found here, before the first record is read. */
  static ApplicationContext start(Settings settings) {
    AvroSerdes serdes = AvroSerdes.from(settings);
    KafkaContract.verify(Service.PROCESSOR, settings, serdes);
    ApplicationContext context =
        ApplicationContext.builder()
            .banner(false)
            .deduceEnvironment(false)
            // Configuration comes from the declared settings alone, which are checked as a whole.
            .environmentPropertySource(false)
            .properties(ProcessorProperties.from(settings))
            .singletons(settings, serdes)
            .eagerInitSingletons(true)
            .build();
    Runtime.getRuntime().addShutdownHook(new Thread(context::close, "shutdown"));
    context.start();
    context.getBean(EmbeddedServer.class).start();
    context.getBean(StreamsRunner.class).start();
    context.getBean(StandstillWatch.class).start();
    return context;
  }
}
