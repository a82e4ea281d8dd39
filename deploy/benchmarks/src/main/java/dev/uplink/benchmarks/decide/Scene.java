package dev.uplink.benchmarks.decide;

import dev.uplink.benchmarks.PushBody;
import dev.uplink.benchmarks.decide.Lives.Told;
import dev.uplink.benchmarks.process.Platform;
import dev.uplink.benchmarks.topology.Feed;
import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.Stack;
import dev.uplink.schemas.avro.VcsChecks;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** A broker with a catalogue, as ingress would have published it, and a backlog of webhooks. */
final class Scene implements AutoCloseable {
  static final List<String> CATALOGUE = List.of(Topics.INTEGRATIONS.name(), Topics.STACKS.name());

  private static final String ACCOUNT = "bench";
  private static final String INTEGRATION = "bench-integration";
  private static final String WORKSPACE = "acme";
  private static final String BEFORE_ALL = "0".repeat(24) + "f".repeat(16);

  private final Platform platform;
  private final Feed feed;
  private long deliveries;

  private Scene(Platform platform) {
    this.platform = platform;
    this.feed = new Feed(platform);
  }

  static Scene open() throws IOException {
    Scene scene = new Scene(Platform.start(ACCOUNT));
    scene.feed.send(Topics.INTEGRATIONS, ACCOUNT + "/" + INTEGRATION, integration());
    return scene;
  }

  Platform platform() {
    return platform;
  }

  /** So many stacks in each of these repositories; each tracks main and has no project root. */
  void addStacks(String repositories, int count, int each) {
    for (int number = 0; number < count; number++) {
      for (int stack = 0; stack < each; stack++) {
        String id = "%s-%d-%d".formatted(repositories, number, stack);
        feed.send(Topics.STACKS, ACCOUNT + "/" + id, stack(id, repositories + "-" + number));
      }
    }
    feed.flush();
  }

  /**
   * Pushes to main, of which each starts a run of every stack of its repository: the repositories
   * take turns, and each push goes on from the one before.
   */
  void addPushes(String repositories, int count, int events) {
    String[] heads = new String[count];
    for (int number = 0; number < events; number++) {
      int repository = number % count;
      String before = heads[repository] == null ? BEFORE_ALL : heads[repository];
      String after = "0".repeat(24) + HexFormat.of().toHexDigits(++deliveries);
      heads[repository] = after;
      String fullName = fullName(repositories, repository);
      tell(fullName, after, new Told("repo:push", PushBody.of(fullName, "main", before, after)));
    }
    feed.flush();
  }

  /** Pull requests of all kinds of events; the repositories take turns. */
  void addLives(String repositories, int count, int events) {
    List<Lives> lives =
        IntStream.range(0, count)
            .mapToObj(repository -> new Lives(fullName(repositories, repository), repository))
            .toList();
    for (int number = 0; number < events; number++) {
      int repository = number % count;
      Told told = lives.get(repository).next();
      tell(fullName(repositories, repository), "life-" + ++deliveries, told);
    }
    feed.flush();
  }

  private static String fullName(String repositories, int number) {
    return WORKSPACE + "/" + repositories + "-" + number;
  }

  private void tell(String fullName, String deliveryId, Told told) {
    String key = "%s/bitbucket-cloud/%s".formatted(ACCOUNT, fullName);
    RawWebhook webhook =
        RawWebhook.newBuilder()
            .setDeliveryId(deliveryId)
            .setAccountId(ACCOUNT)
            .setIntegrationId(INTEGRATION)
            .setProvider(Provider.BITBUCKET_CLOUD)
            .setRepositoryKey(key)
            .setEventKey(told.eventKey())
            .setSecretId("bench")
            .setReceivedAt(Instant.now())
            .setBody(ByteBuffer.wrap(told.body().getBytes(StandardCharsets.UTF_8)))
            .build();
    feed.send(Topics.WEBHOOKS, key, webhook);
  }

  private static Integration integration() {
    return Integration.newBuilder()
        .setId(INTEGRATION)
        .setAccountId(ACCOUNT)
        .setSlug(INTEGRATION)
        .setName(INTEGRATION)
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setIsDefault(false)
        .setSpaceId("root")
        .setVcsChecks(VcsChecks.AGGREGATED)
        .setUseGitCheckout(false)
        .setLabels(List.of())
        .setDescription("")
        .setCredentialsVersion(1)
        .setRevision(1)
        .setUpdatedAt(Instant.now())
        .build();
  }

  private static Stack stack(String id, String repository) {
    return Stack.newBuilder()
        .setId(id)
        .setAccountId(ACCOUNT)
        .setSlug(id)
        .setName(id)
        .setSpaceId("root")
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setIntegrationId(INTEGRATION)
        .setNamespace(WORKSPACE)
        .setRepository(repository)
        .setBranch("main")
        .setProjectRoot("")
        .setAdditionalProjectGlobs(List.of())
        .setLabels(List.of())
        .setAutodeploy(false)
        .setIsDisabled(false)
        .setVcsDetached(false)
        .setRevision(1)
        .setUpdatedAt(Instant.now())
        .build();
  }

  @Override
  public void close() throws IOException {
    feed.close();
    platform.close();
  }
}
