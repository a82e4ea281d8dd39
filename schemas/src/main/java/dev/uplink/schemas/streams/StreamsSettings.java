package dev.uplink.schemas.streams;

import dev.uplink.schemas.settings.Readers;
import dev.uplink.schemas.settings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The settings of every service that runs a Kafka Streams topology. */
public final class StreamsSettings {
  public static final Setting<Path> STATE_DIR =
      Setting.required(
          "UPLINK_STATE_DIR", "Folder of the state stores; kept over restarts.", Path::of);

  public static final Setting<String> INSTANCE_ID =
      Setting.required(
          "UPLINK_INSTANCE_ID",
          "Name of this instance, stable over restarts and unique in the service: with it a restart"
              + " within the session timeout moves no partition.",
          Readers::text);

  public static final Setting<Duration> SESSION_TIMEOUT =
      Setting.optional(
          "UPLINK_SESSION_TIMEOUT",
          "After which silence another instance takes over.",
          Readers::duration,
          "PT45S");

  public static final Setting<Duration> COMMIT_INTERVAL =
      Setting.optional(
          "UPLINK_COMMIT_INTERVAL",
          "How often results become visible: shorter is sooner, longer is cheaper.",
          Readers::duration,
          "PT0.05S");

  public static final Setting<Integer> STREAM_THREADS =
      Setting.optional(
          "UPLINK_STREAM_THREADS", "Threads that process records.", Readers::number, "2");

  public static final Setting<Integer> STANDBYS =
      Setting.optional(
          "UPLINK_STANDBYS", "Warm copies of each store on other instances.", Readers::number, "0");

  public static final Setting<String> GROUP_PROTOCOL =
      Setting.optional(
          "UPLINK_GROUP_PROTOCOL",
          "Kafka's rebalance protocol, classic or streams (which refuses a changed topology).",
          StreamsSettings::protocol,
          "classic");

  public static final List<Setting<?>> ALL =
      List.of(
          STATE_DIR,
          INSTANCE_ID,
          SESSION_TIMEOUT,
          COMMIT_INTERVAL,
          STREAM_THREADS,
          STANDBYS,
          GROUP_PROTOCOL);

  private StreamsSettings() {}

  private static String protocol(String text) {
    if (text.equals("classic") || text.equals("streams")) {
      return text;
    }
    throw new IllegalArgumentException("expected classic or streams");
  }
}
