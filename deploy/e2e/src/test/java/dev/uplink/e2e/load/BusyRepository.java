package dev.uplink.e2e.load;

import dev.uplink.e2e.Bodies;
import dev.uplink.e2e.Integration;
import dev.uplink.e2e.Repository;
import dev.uplink.e2e.Webhook;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A repository in which things happen all the time: branches grow, are forced back and deleted,
 * tags and pull requests appear, and Bitbucket sends some of it again. Not safe for several
 * threads.
 */
final class BusyRepository {
  private static final int BRANCHES = 6;
  private static final int REMEMBERED = 50;

  private final Integration integration;
  private final Repository repository;
  private final Random random;
  private final boolean cloud;
  private final Map<String, String> heads = new HashMap<>();
  private final Deque<Webhook> sent = new ArrayDeque<>();
  private int counter;

  BusyRepository(Integration integration, Repository repository, Random random) {
    this.integration = integration;
    this.repository = repository;
    this.random = random;
    this.cloud = integration.provider().equals("BITBUCKET_CLOUD");
  }

  /** What Bitbucket sends next. */
  Webhook next() {
    int dice = random.nextInt(100);
    if (dice < 15 && !sent.isEmpty()) {
      return again();
    }
    Webhook webhook =
        dice < 60
            ? push(grown())
            : dice < 68 ? push(forced()) : dice < 73 ? push(deleted()) : aside(dice);
    sent.addLast(webhook);
    if (sent.size() > REMEMBERED) {
      sent.removeFirst();
    }
    return webhook;
  }

  /** Nothing that starts a run, but all of it is answered and decided. */
  private Webhook aside(int dice) {
    if (dice < 83) {
      return Webhook.tagPush(integration, repository, "v" + counter++);
    }
    if (dice < 95) {
      return cloud
          ? signed(
              "pullrequest:created", PushBodies.cloudPullRequest(repository, counter++, commit()))
          : signed("pr:opened", PushBodies.dataCenterPullRequest(repository, counter++, commit()));
    }
    return signed("repo:something_new", Bodies.cloud(repository, ""));
  }

  private Webhook again() {
    int skipped = random.nextInt(sent.size());
    return sent.stream().skip(skipped).findFirst().orElseThrow();
  }

  private RefMove grown() {
    return moved(branch(), false);
  }

  private RefMove forced() {
    return moved(branch(), true);
  }

  private RefMove deleted() {
    String branch = branch();
    @Nullable String head = heads.remove(branch);
    return head == null ? moved(branch, false) : new RefMove(branch, head, null, false);
  }

  private RefMove moved(String branch, boolean forced) {
    String commit = commit();
    @Nullable String head = heads.put(branch, commit);
    return new RefMove(branch, head, commit, forced && head != null);
  }

  private Webhook push(RefMove move) {
    return cloud
        ? signed("repo:push", PushBodies.cloud(repository, move))
        : signed("repo:refs_changed", PushBodies.dataCenter(repository, move));
  }

  private Webhook signed(String eventKey, String body) {
    return Webhook.signed(integration, eventKey, body);
  }

  private String branch() {
    int number = random.nextInt(BRANCHES);
    return number == 0 ? "main" : "feature/" + number;
  }

  /** From the random numbers of the load, so that a seed gives the same load again. */
  private String commit() {
    byte[] bytes = new byte[20];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
