package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.database.Retention;
import dev.uplink.ingress.controlplane.delivery.projection.DeliveriesPool;
import dev.uplink.ingress.controlplane.delivery.projection.JdbcStoryWriter;
import dev.uplink.ingress.controlplane.delivery.projection.SkippedNews;
import dev.uplink.ingress.controlplane.delivery.projection.StoryNews;
import dev.uplink.ingress.controlplane.delivery.projection.Told;
import dev.uplink.ingress.controlplane.delivery.projection.ToldStory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of which stories are told. */
class StoryRowsIT {
  @Test
  void whatIsWrittenAgainInAnyOrderChangesNothing() {
    String run = "group." + Telling.id();
    String lookup = Telling.id();
    String integration = Telling.id();
    var place = new StoryNews.StatusPlace(integration, Told.REPOSITORY, ToldStory.COMMIT, "key");
    List<StoryNews> news =
        new ArrayList<>(
            List.of(
                new StoryNews.RunReported(run, Told.AT, "PLANNING", 1, null, null, 10),
                new StoryNews.RunReported(
                    run, Told.AT.plusSeconds(1), "FINISHED", 3, "done", null, 11),
                new StoryNews.RunReported(run, Told.AT, "APPLYING", 2, null, null, 12),
                new StoryNews.LookupAnswered(
                    lookup,
                    Told.AT,
                    "PUSH_FILES",
                    "TIMED_OUT",
                    0,
                    List.of(),
                    false,
                    null,
                    List.of(),
                    "slow"),
                new StoryNews.LookupAnswered(
                    lookup,
                    Told.AT.plusSeconds(1),
                    "PUSH_FILES",
                    "ANSWERED",
                    1,
                    List.of("a"),
                    false,
                    null,
                    List.of(),
                    null),
                new StoryNews.StatusWanted(place, Told.AT, 1, "INPROGRESS", "one", ""),
                new StoryNews.StatusWanted(place, Told.AT, 2, "FAILED", "two", ""),
                new StoryNews.StatusTold(place, Told.AT, 1, "INPROGRESS", "WILL_RETRY", 500, 1, ""),
                new StoryNews.StatusTold(
                    place, Told.AT.plusSeconds(1), 1, "INPROGRESS", "DELIVERED", 201, 2, null)));
    JdbcStoryWriter writer =
        new JdbcStoryWriter(
            RunningIngress.instance().bean(DeliveriesPool.class).dataSource(),
            new SkippedNews(new SimpleMeterRegistry()));

    writer.write(news);
    writer.write(news);
    Collections.reverse(news);
    writer.write(news);

    assertThat(row("state || updates || message FROM story_runs WHERE id = '" + run + "'"))
        .isEqualTo("FINISHED3done");
    assertThat(row("outcome || paths[1] FROM story_lookups WHERE id = '" + lookup + "'"))
        .isEqualTo("ANSWEREDa");
    assertThat(
            row(
                "wanted_state || told_outcome FROM story_statuses WHERE integration_id = '%s'"
                    .formatted(integration)))
        .isEqualTo("FAILEDDELIVERED");
  }

  @Test
  void whatIsTooOldIsSwept() {
    String run = "group." + Telling.id();
    Rows.change(
        RunningIngress.instance().database(),
        """
        INSERT INTO story_runs (id, at, state, state_version, state_at, updates, last_offset)
        VALUES ('%s', now() - interval '31 days', 'QUEUED', 1, now(), 1, 1)
        """
            .formatted(run));

    RunningIngress.instance().beans(Retention.class).forEach(Retention::sweep);

    assertThat(row("count(*) FROM story_runs WHERE id = '" + run + "'")).isEqualTo("0");
  }

  private static String row(String query) {
    return Rows.one(RunningIngress.instance().database(), "SELECT " + query);
  }
}
