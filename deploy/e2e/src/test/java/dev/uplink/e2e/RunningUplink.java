package dev.uplink.e2e;

import dev.uplink.e2e.access.RecordingAuthorizer;
import dev.uplink.local.Arrangement;
import dev.uplink.local.LocalSettings;
import dev.uplink.local.LocalUplink;
import dev.uplink.local.Progress;
import dev.uplink.local.Tuning;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the whole of Uplink once for all end-to-end tests, through the launcher that people use,
 * on ports of its own. The sample scheduler stays out: the tests play the scheduler. Every test
 * makes its own integrations and repositories, so that none sees another's. All are traced.
 *
 * <p>The services come to Kafka by TLS and logins, with their permissions and no others; the tests'
 * own hands by the listener for those who look after the installation.
 */
final class RunningUplink implements ParameterResolver {
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(RunningUplink.class);

  /** Closed by JUnit after the last test. */
  private record Started(LocalUplink uplink, Collector collector) implements AutoCloseable {
    @Override
    public void close() {
      uplink.close();
      collector.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == World.class || type == Collector.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Started started =
        context
            .getRoot()
            .getStore(STORE)
            .getOrComputeIfAbsent("uplink", key -> start(), Started.class);
    return parameter.getParameter().getType() == World.class
        ? new World(started.uplink())
        : started.collector();
  }

  private static Started start() {
    Collector collector = new Collector();
    try {
      return new Started(start(collector), collector);
    } catch (RuntimeException e) {
      collector.close();
      throw e;
    }
  }

  private static LocalUplink start(Collector collector) {
    LocalSettings settings =
        World.onFreePorts(
            Map.of(
                "UPLINK_SCHEDULER",
                "off",
                "UPLINK_LOG_FORMAT",
                "json",
                "UPLINK_TRACING_ENDPOINT",
                collector.url().toString()));
    LocalUplink uplink =
        LocalUplink.prepare(
            settings,
            Arrangement.standard().tuned(recording()).securing(),
            Progress.on(System.out));
    try {
      uplink.startAll();
      return uplink;
    } catch (RuntimeException e) {
      uplink.close();
      throw e;
    }
  }

  private static Tuning recording() {
    return new Tuning(
        Map.of("authorizer.class.name", RecordingAuthorizer.class.getName()),
        Tuning.LOCAL.serviceHeapMegabytes(),
        Tuning.LOCAL.serviceFlags(),
        Tuning.LOCAL.serviceEnvironment());
  }
}
