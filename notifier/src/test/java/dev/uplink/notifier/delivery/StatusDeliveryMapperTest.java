package dev.uplink.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.id.RunId;
import org.junit.jupiter.api.Test;

class StatusDeliveryMapperTest {
  private static final String RUN = "0".repeat(16) + "." + "1".repeat(32);

  @Test
  void aForksCommitIsToldAsTheForks() {
    BuildStatus read =
        StatusDeliveryMapper.fromRecord(
            status()
                .setForkNamespace("Ada")
                .setForkRepository("Infra")
                .setPullRequestId(7L)
                .setRunId(RUN)
                .build());

    assertThat(read.fork()).isEqualTo(new Fork("Ada", "Infra", 7));
    assertThat(read.run()).isEqualTo(new RunId(RUN));
    assertThat(read.place().namespace()).isEqualTo("Pay");
    assertThat(read.recordKey())
        .isEqualTo(StatusDeliveryMapper.fromRecord(status().build()).recordKey());
  }

  /** As those that earlier versions wrote, which wait for Bitbucket still. */
  @Test
  void oneThatNamesNoForkIsTheRepositorysOwn() {
    BuildStatus read = StatusDeliveryMapper.fromRecord(status().build());

    assertThat(read.fork()).isNull();
    assertThat(read.run()).isNull();
  }

  private static CommitStatus.Builder status() {
    return CommitStatus.newBuilder()
        .setAccountId("acme")
        .setIntegrationId("int-a")
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setNamespace("Pay")
        .setRepository("live")
        .setCommitSha("d4".repeat(20))
        .setKey("spacelift/network")
        .setName("spacelift/network: queued")
        .setState(CommitStatusState.INPROGRESS)
        .setDescription("queued")
        .setUrl("https://x.example")
        .setRevision(1)
        .setUpdatedAt(Statuses.AT);
  }
}
