package dev.uplink.processor.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.event.BitbucketEvent.NothingToDecide;
import dev.uplink.processor.event.BitbucketEvent.RepositoryRenamed;
import dev.uplink.schemas.avro.IgnoredReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenameTest {
  private static final Body UPDATED = Body.of("cloud/repo-updated");
  private static final Body TRANSFER = Body.of("cloud/repo-transfer");
  private static final Body MODIFIED = Body.of("datacenter/repo-modified");

  @Test
  void aCloudRepositoryWithAnotherFullNameIsRenamed() {
    assertThat(Bodies.cloud("repo:updated", UPDATED.toString()))
        .isEqualTo(
            new RepositoryRenamed(
                new RepositoryName("payments", "network"),
                new RepositoryName("payments", "infra"),
                new RepositoryName("payments", "network")));
  }

  @Test
  void aTransferredRepositoryKeepsItsSlugAndLeavesItsWorkspace() {
    assertThat(Bodies.cloud("repo:transfer", TRANSFER.toString()))
        .isEqualTo(
            new RepositoryRenamed(
                new RepositoryName("payments", "infra"),
                new RepositoryName("Treasury", "infra"),
                new RepositoryName("payments", "infra")));
  }

  /** Its records' key names no repository: there is none at the top of the body. */
  @ParameterizedTest
  @CsvSource({"PAY, network", "NET, infra", "NET, network"})
  void aDataCenterRepositoryWithAnotherSlugOrProjectIsRenamed(String key, String slug) {
    Body body =
        MODIFIED.with("/new/project/key", "\"" + key + "\"").with("/new/slug", "\"" + slug + "\"");

    assertThat(Bodies.dataCenter("repo:modified", body.toString()))
        .isEqualTo(
            new RepositoryRenamed(
                null, new RepositoryName("PAY", "infra"), new RepositoryName(key, slug)));
  }

  @ParameterizedTest
  @CsvSource({
    "/changes, null",
    "/changes/full_name, null",
    "/changes/full_name/old, '\"Payments/Network\"'",
    "/changes/full_name/old, null",
    "/changes/full_name/new, '\"network\"'"
  })
  void aCloudRepositoryThatIsCalledWhatItWasIsNotRenamed(String pointer, String json) {
    assertThat(Bodies.cloud("repo:updated", UPDATED.with(pointer, json).toString()))
        .isEqualTo(
            new NothingToDecide(
                new RepositoryName("payments", "network"), IgnoredReason.EVENT_NOT_HANDLED));
  }

  /** A person's account has no name that could be a workspace's, and a nickname is any word. */
  @ParameterizedTest
  @CsvSource({
    "/previous_owner, null",
    "/previous_owner, '{\"nickname\":\"treasury\"}'",
    "/previous_owner/username, '\"PAYMENTS\"'",
    "/previous_owner/username, '\"a/b\"'"
  })
  void aTransferFromAWorkspaceThatItDoesNotNameIsNoRename(String pointer, String json) {
    assertThat(Bodies.cloud("repo:transfer", TRANSFER.with(pointer, json).toString()))
        .isEqualTo(
            new NothingToDecide(
                new RepositoryName("payments", "infra"), IgnoredReason.EVENT_NOT_HANDLED));
  }

  @ParameterizedTest
  @CsvSource({
    "/new/slug, '\"INFRA\"'",
    "/new/slug, null",
    "/new, null",
    "/old, null",
    "/old/project, '\"PAY\"'",
    "/old/slug, '\"network\"'"
  })
  void aDataCenterRepositoryThatIsCalledWhatItWasIsNotRenamed(String pointer, String json) {
    assertThat(Bodies.dataCenter("repo:modified", MODIFIED.with(pointer, json).toString()))
        .isEqualTo(new NothingToDecide(null, IgnoredReason.EVENT_NOT_HANDLED));
  }
}
