package dev.uplink.processor;

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
import dev.uplink.schemas.streams.StreamsRunner;
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
import java.util.Map;
import java.util.Optional;

/**
 * Starts the processor, or refills its lost topics and ends. Exit codes: 2, the configuration or
 * the command is not usable, or the command was refused; 1, it could not start, or the command
 * could not be carried out; 3, it ran and then ended by itself, so that a supervisor starts it
 * anew.
 */
public final class ProcessorApplication {
  private static final int COULD_NOT_START = 1;
  private static final int NOT_CONFIGURED = 2;
  private static final int ENDED_BY_ITSELF = 3;

  private ProcessorApplication() {}

  public static void main(String[] arguments) throws InterruptedException {
    int exitCode =
        arguments.length == 0
            ? run(System.getenv(), System.err)
            : carryOut(arguments, System.getenv(), System.out, System.err);
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

  /** Without any of what runs: only what the command needs is made. */
  static int carryOut(
      String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    Optional<RefillOptions> options = RefillOptions.of(List.of(arguments));
    if (options.isEmpty()) {
      err.println("Expected no argument, or: " + RefillOptions.USAGE);
      return NOT_CONFIGURED;
    }
    try {
      Settings settings = ProcessorSettings.read(environment);
      try (ApplicationContext context =
          context(settings, AvroSerdes.from(settings)).build().start()) {
        out.println(
            TopicRefill.run(
                settings,
                context.getBean(InternalTopics.class),
                context.getBean(StateFolder.class),
                options.get(),
                Clock.systemUTC()));
        return 0;
      }
    } catch (SettingsException | RefillRefusedException e) {
      err.println(e.getMessage());
      return NOT_CONFIGURED;
    } catch (RuntimeException e) {
      err.println("The topics were not refilled: " + StartFailure.explain(e));
      return COULD_NOT_START;
    }
  }

  /** Everything that can be found wrong is found here, before the first record is read. */
  static ApplicationContext start(Settings settings) {
    AvroSerdes serdes = AvroSerdes.from(settings);
    KafkaContract.verify(Service.PROCESSOR, settings, serdes);
    ApplicationContext context = context(settings, serdes).eagerInitSingletons(true).build();
    Runtime.getRuntime().addShutdownHook(new Thread(context::close, "shutdown"));
    context.start();
    TopicGuard.checkBeforeStart(
        settings, context.getBean(UsedTopics.class), context.getBean(StateFolder.class));
    context.getBean(EmbeddedServer.class).start();
    context.getBean(StreamsRunner.class).start();
    context.getBean(StandstillWatch.class).start();
    context.getBean(Surroundings.class).start();
    context.getBean(TopicGuard.class).start();
    return context;
  }

  private static ApplicationContextBuilder context(Settings settings, AvroSerdes serdes) {
    return ApplicationContext.builder()
        .banner(false)
        .deduceEnvironment(false)
        // Configuration comes from the declared settings alone, which are checked as a whole.
        .environmentPropertySource(false)
        .properties(ProcessorProperties.from(settings))
        .singletons(settings, serdes);
  }
}
