package dev.uplink.schemas.topic;

import static dev.uplink.schemas.topic.Service.DASHBOARDS;
import static dev.uplink.schemas.topic.Service.INGRESS;
import static dev.uplink.schemas.topic.Service.NOTIFIER;
import static dev.uplink.schemas.topic.Service.PROCESSOR;
import static dev.uplink.schemas.topic.Service.SCHEDULERS;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.Account;
import dev.uplink.schemas.avro.AuditEntry;
import dev.uplink.schemas.avro.CommitCheck;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.avro.IntegrationHealth;
import dev.uplink.schemas.avro.IntegrationProbe;
import dev.uplink.schemas.avro.IntegrationProbeResult;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.avro.Module;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.avro.Space;
import dev.uplink.schemas.avro.Stack;
import dev.uplink.schemas.avro.StatusDelivery;
import dev.uplink.schemas.avro.TriggerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** The topic catalogue: the only place where a topic's name is written. */
public final class Topics {
  private static final String REPOSITORY_KEY = "repository key";
  private static final String ENTITY_KEY = "{accountId}/{id}";
  private static final String TARGET_ID = "target id";
  private static final String INTEGRATION_ID = "integration id";
  private static final String STATUS_KEY = "{integrationId}/{repository key}/{sha}/{status key}";

  private static final Duration A_WEEK = Duration.ofDays(7);
  private static final Duration A_MONTH = Duration.ofDays(30);

  public static final Topic<RawWebhook> WEBHOOKS =
      topic(
              "uplink.webhooks",
              REPOSITORY_KEY,
              RawWebhook.class,
              INGRESS,
              Set.of(PROCESSOR, INGRESS))
          .with(TopicSettings.events(A_WEEK).upTo(Limits.WEBHOOK_RECORD_BYTES).withAppendTime());

  public static final Topic<Account> ACCOUNTS =
      entities("uplink.accounts", Account.class, Set.of(PROCESSOR, INGRESS, DASHBOARDS));
  public static final Topic<Space> SPACES =
      entities("uplink.spaces", Space.class, Set.of(PROCESSOR, INGRESS, DASHBOARDS));
  public static final Topic<Integration> INTEGRATIONS =
      entities(
          "uplink.integrations",
          Integration.class,
          Set.of(PROCESSOR, NOTIFIER, INGRESS, DASHBOARDS));
  public static final Topic<Stack> STACKS =
      entities("uplink.stacks", Stack.class, Set.of(PROCESSOR, INGRESS, DASHBOARDS));
  public static final Topic<Module> MODULES =
      entities("uplink.modules", Module.class, Set.of(PROCESSOR, INGRESS, DASHBOARDS));

  public static final Topic<TriggerRequest> TRIGGER_REQUESTS =
      topic(
          "uplink.trigger-requests",
          REPOSITORY_KEY,
          TriggerRequest.class,
          INGRESS,
          Set.of(PROCESSOR));

  public static final Topic<RunCommand> RUN_COMMANDS =
      topic(
          "uplink.run-commands",
          TARGET_ID,
          RunCommand.class,
          PROCESSOR,
          Set.of(SCHEDULERS, NOTIFIER, INGRESS));

  public static final Topic<Rejection> REJECTIONS =
      topic("uplink.rejections", TARGET_ID, Rejection.class, PROCESSOR, Set.of(DASHBOARDS));

  public static final Topic<Decision> DECISIONS =
      topic(
              "uplink.decisions",
              REPOSITORY_KEY,
              Decision.class,
              PROCESSOR,
              Set.of(NOTIFIER, INGRESS, DASHBOARDS))
          .with(TopicSettings.events(A_MONTH).upTo(Limits.DECISION_RECORD_BYTES));

  public static final Topic<LookupRequest> LOOKUP_REQUESTS =
      topic(
          "uplink.lookup-requests",
          REPOSITORY_KEY,
          LookupRequest.class,
          PROCESSOR,
          Set.of(NOTIFIER, INGRESS));

  public static final Topic<LookupResult> LOOKUP_RESULTS =
      topic(
          "uplink.lookup-results",
          REPOSITORY_KEY,
          LookupResult.class,
          NOTIFIER,
          Set.of(PROCESSOR, INGRESS));

  public static final Topic<IntegrationProbe> INTEGRATION_PROBES =
      topic(
          "uplink.integration-probes",
          INTEGRATION_ID,
          IntegrationProbe.class,
          INGRESS,
          Set.of(NOTIFIER));

  public static final Topic<IntegrationProbeResult> INTEGRATION_PROBE_RESULTS =
      topic(
          "uplink.integration-probe-results",
          INTEGRATION_ID,
          IntegrationProbeResult.class,
          NOTIFIER,
          Set.of(INGRESS));

  public static final Topic<IntegrationHealth> INTEGRATION_HEALTH =
      topic(
              "uplink.integration-health",
              INTEGRATION_ID,
              IntegrationHealth.class,
              NOTIFIER,
              Set.of(NOTIFIER, INGRESS))
          .with(TopicSettings.entities());

  public static final Topic<RunUpdate> RUN_UPDATES =
      topic(
          "uplink.run-updates",
          "run id",
          RunUpdate.class,
          SCHEDULERS,
          Set.of(NOTIFIER, PROCESSOR, INGRESS, SCHEDULERS));

  public static final Topic<CommitStatus> COMMIT_STATUSES =
      topic(
              "uplink.commit-statuses",
              STATUS_KEY,
              CommitStatus.class,
              NOTIFIER,
              Set.of(NOTIFIER, INGRESS, DASHBOARDS))
          .with(TopicSettings.latest(A_MONTH));

  public static final Topic<CommitCheck> COMMIT_CHECKS =
      topic(
              "uplink.commit-checks",
              "{integrationId}/{repository key}/{sha}/{targetId}/{runType}",
              CommitCheck.class,
              NOTIFIER,
              Set.of(INGRESS, DASHBOARDS))
          .with(TopicSettings.latest(A_MONTH));

  public static final Topic<StatusDelivery> STATUS_DELIVERIES =
      topic(
          "uplink.status-deliveries",
          STATUS_KEY,
          StatusDelivery.class,
          NOTIFIER,
          Set.of(INGRESS, DASHBOARDS));

  public static final Topic<AuditEntry> AUDIT =
      topic("uplink.audit", "entity", AuditEntry.class, INGRESS, Set.of(DASHBOARDS))
          .with(TopicSettings.events(A_MONTH));

  public static final Topic<DeadLetter> DEAD_LETTERS =
      new Topic<>(
          "uplink.dead-letters",
          "{origin topic}/{partition}/{offset}",
          DeadLetter.class,
          Set.of(PROCESSOR, NOTIFIER),
          Set.of(INGRESS, DASHBOARDS),
          TopicSettings.events(A_MONTH).upTo(Limits.DEAD_LETTER_RECORD_BYTES));

  /** All of them, in the order in which a webhook meets them. */
  public static final List<Topic<? extends SpecificRecord>> ALL =
      List.of(
          ACCOUNTS,
          SPACES,
          INTEGRATIONS,
          STACKS,
          MODULES,
          WEBHOOKS,
          TRIGGER_REQUESTS,
          DECISIONS,
          RUN_COMMANDS,
          REJECTIONS,
          LOOKUP_REQUESTS,
          LOOKUP_RESULTS,
          RUN_UPDATES,
          COMMIT_STATUSES,
          STATUS_DELIVERIES,
          COMMIT_CHECKS,
          INTEGRATION_PROBES,
          INTEGRATION_PROBE_RESULTS,
          INTEGRATION_HEALTH,
          AUDIT,
          DEAD_LETTERS);

  private Topics() {}

  /** Ingress reads what it wrote when it puts a lost topic right (its rebuild-catalogue). */
  private static <V extends SpecificRecord> Topic<V> entities(
      String name, Class<V> value, Set<Service> readers) {
    return topic(name, ENTITY_KEY, value, INGRESS, readers).with(TopicSettings.entities());
  }

  private static <V extends SpecificRecord> Topic<V> topic(
      String name, String key, Class<V> value, Service writer, Set<Service> readers) {
    return new Topic<>(name, key, value, Set.of(writer), readers, TopicSettings.events(A_WEEK));
  }
}
