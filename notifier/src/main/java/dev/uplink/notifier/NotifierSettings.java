package dev.uplink.notifier;

import dev.uplink.notifier.aggregate.Links;
import dev.uplink.notifier.credentials.CredentialOpening;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.host.HostSettings;
import dev.uplink.schemas.settings.Readers;
import dev.uplink.schemas.settings.Setting;
import dev.uplink.schemas.streams.StreamsSettings;
import dev.uplink.schemas.trace.TelemetrySettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** All settings of the notifier. The README's table says the same in prose. */
public final class NotifierSettings {
  private static final Duration PROCESSOR_WAITS = Duration.ofMinutes(2);

  private static final Duration LONGEST_SILENCE = Duration.ofDays(29);

  /** Bitbucket takes links of 450 characters. */
  private static final int LONGEST_BASE = 400;

  public static final Setting<String> BIND_ADDRESS =
      Setting.optional(
          "UPLINK_BIND_ADDRESS", "Address the port listens on.", Readers::text, "0.0.0.0");

  public static final Setting<Integer> MANAGEMENT_PORT =
      Setting.optional("UPLINK_MANAGEMENT_PORT", "Health and metrics.", Readers::port, "8092");

  public static final Setting<String> DATABASE_URL =
      Setting.required(
          "UPLINK_DATABASE_URL",
          "JDBC URL of PostgreSQL, jdbc:postgresql://host:port/database.",
          NotifierSettings::jdbcUrl);

  public static final Setting<String> DATABASE_USER =
      Setting.required(
          "UPLINK_DATABASE_USER", "Login role, a member of uplink_notifier.", Readers::text);

  public static final Setting<String> DATABASE_PASSWORD =
      Setting.secret("UPLINK_DATABASE_PASSWORD", "Password of that role.", Readers::text);

  public static final Setting<CredentialOpening> CREDENTIALS_PRIVATE_KEYSET =
      Setting.secret(
          "UPLINK_CREDENTIALS_PRIVATE_KEYSET",
          "Tink JSON keyset (hybrid, private) that opens API credentials.",
          CredentialOpening::fromPrivateKeyset);

  public static final Setting<URI> BITBUCKET_CLOUD_API =
      Setting.optional(
          "UPLINK_BITBUCKET_CLOUD_API",
          "Base of Bitbucket Cloud's API, with its version.",
          Readers::url,
          "https://api.bitbucket.org/2.0");

  public static final Setting<Duration> GIVE_UP_AFTER =
      Setting.optional(
          "UPLINK_DELIVERY_GIVE_UP_AFTER",
          "How long one status is tried; waiting for the budget does not count.",
          Readers::duration,
          "PT1H");

  public static final Setting<Duration> AWAIT_CREDENTIALS =
      Setting.optional(
          "UPLINK_DELIVERY_AWAIT_CREDENTIALS",
          "How long one status waits for credentials that work.",
          Readers::duration,
          "P3D");

  public static final Setting<Integer> CLOUD_REQUESTS_PER_HOUR =
      Setting.optional(
          "UPLINK_CLOUD_REQUESTS_PER_HOUR",
          "What Bitbucket Cloud allows one user in any hour, unless it says so itself.",
          NotifierSettings::positive,
          "1000");

  public static final Setting<Integer> DATA_CENTER_BURST =
      Setting.optional(
          "UPLINK_DATA_CENTER_BURST",
          "Requests that Data Center allows one user at once: its token bucket's size.",
          NotifierSettings::positive,
          "60");

  public static final Setting<Integer> DATA_CENTER_PER_SECOND =
      Setting.optional(
          "UPLINK_DATA_CENTER_PER_SECOND",
          "How fast that bucket fills.",
          NotifierSettings::positive,
          "5");

  public static final Setting<Duration> LOOKUP_DEADLINE =
      Setting.optional(
          "UPLINK_LOOKUP_DEADLINE",
          "How long one lookup is tried; the processor waits two minutes.",
          NotifierSettings::lookupDeadline,
          "PT1M");

  public static final Setting<Links> LINKS_BASE =
      Setting.optional(
          "UPLINK_LINKS_BASE",
          "Base of the pages of commits, as people reach ingress; without it statuses lead to"
              + " Bitbucket.",
          NotifierSettings::links,
          "");

  public static final Setting<Duration> SILENCE_TRACKED =
      Setting.optional(
          "UPLINK_RUN_SILENCE_TRACKED",
          "How long nothing may be heard of a tracked run, which may wait for the one before it.",
          NotifierSettings::silence,
          "P7D");

  public static final Setting<Duration> SILENCE_PROPOSED =
      Setting.optional(
          "UPLINK_RUN_SILENCE_PROPOSED",
          "The same for a proposed run.",
          NotifierSettings::silence,
          "PT6H");

  public static final Setting<Duration> SILENCE_MODULE_TRACKED =
      Setting.optional(
          "UPLINK_RUN_SILENCE_MODULE_TRACKED",
          "The same for a module's tracked run.",
          NotifierSettings::silence,
          "PT6H");

  public static final Setting<Duration> SILENCE_MODULE_PROPOSED =
      Setting.optional(
          "UPLINK_RUN_SILENCE_MODULE_PROPOSED",
          "The same for a module's proposed run.",
          NotifierSettings::silence,
          "PT6H");

  public static final Setting<Duration> SILENCE_PERSON =
      Setting.optional(
          "UPLINK_RUN_SILENCE_PERSON",
          "The same for a run of any type that waits to be confirmed or reviewed.",
          NotifierSettings::silence,
          "P7D");

  public static final List<Setting<?>> ALL =
      Stream.of(
              KafkaSettings.ALL,
              StreamsSettings.ALL,
              HostSettings.ALL,
              TelemetrySettings.ALL,
              List.<Setting<?>>of(
                  BIND_ADDRESS,
                  MANAGEMENT_PORT,
                  DATABASE_URL,
                  DATABASE_USER,
                  DATABASE_PASSWORD,
                  CREDENTIALS_PRIVATE_KEYSET,
                  BITBUCKET_CLOUD_API,
                  GIVE_UP_AFTER,
                  AWAIT_CREDENTIALS,
                  CLOUD_REQUESTS_PER_HOUR,
                  DATA_CENTER_BURST,
                  DATA_CENTER_PER_SECOND,
                  LOOKUP_DEADLINE,
                  LINKS_BASE,
                  SILENCE_TRACKED,
                  SILENCE_PROPOSED,
                  SILENCE_MODULE_TRACKED,
                  SILENCE_MODULE_PROPOSED,
                  SILENCE_PERSON))
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private NotifierSettings() {}

  private static Duration lookupDeadline(String text) {
    Duration deadline = Readers.duration(text);
    if (!deadline.isPositive() || deadline.compareTo(PROCESSOR_WAITS) >= 0) {
      throw new IllegalArgumentException("expected less than the two minutes the processor waits");
    }
    return deadline;
  }

  /** Commits are kept for 30 days: a run that is silent for longer would never end. */
  private static Duration silence(String text) {
    Duration silence = Readers.duration(text);
    if (silence.compareTo(Duration.ofSeconds(1)) < 0 || silence.compareTo(LONGEST_SILENCE) > 0) {
      throw new IllegalArgumentException("expected 1 second to 29 days");
    }
    return silence;
  }

  private static Links links(String text) {
    if (text.isBlank()) {
      return new Links(null);
    }
    URI base = Readers.url(text);
    boolean plain =
        base.getRawQuery() == null
            && base.getRawFragment() == null
            && base.getRawUserInfo() == null;
    if (!plain || text.length() > LONGEST_BASE) {
      throw new IllegalArgumentException(
          "expected an http or https URL without user and query, at most %d characters"
              .formatted(LONGEST_BASE));
    }
    return new Links(base);
  }

  private static int positive(String text) {
    int number = Readers.number(text);
    if (number == 0) {
      throw new IllegalArgumentException("expected a whole number, 1 or more");
    }
    return number;
  }

  private static String jdbcUrl(String text) {
    if (!text.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("expected jdbc:postgresql://host:port/database");
    }
    return text;
  }
}
