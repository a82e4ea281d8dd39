package dev.uplink.schemas.id;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
  private static final AccountId ACCOUNT = new AccountId("acme");
  private static final CommitSha COMMIT = new CommitSha("0123456789abcdef0123456789abcdef01234567");
  private static final RepositoryKey REPOSITORY =
      new RepositoryKey(ACCOUNT, BitbucketProduct.CLOUD, "Team", "Infra");

  @Test
  void aRedeliveryHasTheSameIdAndAnyDifferenceAnother() {
    DeliveryId id = DeliveryId.of("integration", "request", body("{}"));

    assertThat(DeliveryId.of("integration", "request", body("{}"))).isEqualTo(id);
    assertThat(DeliveryId.of("integration", "request", body("{ }"))).isNotEqualTo(id);
    assertThat(DeliveryId.of("integration", null, body("{}"))).isNotEqualTo(id);
    assertThat(DeliveryId.of("integratio", "nrequest", body("{}"))).isNotEqualTo(id);
  }

  @Test
  void eachReplayHasAnIdOfItsOwn() {
    assertThat(DeliveryId.ofReplay("one").value()).matches("[0-9a-f]{32}");
    assertThat(DeliveryId.ofReplay("one")).isNotEqualTo(DeliveryId.ofReplay("two"));
  }

  /** Published ids must not change between versions: a redelivery over an upgrade is still one. */
  @Test
  void derivedIdsStayWhatTheyWere() {
    assertThat(DeliveryId.of("integration", "request", body("{}")).value())
        .isEqualTo("bb10b4c3a6712bf748e3d2c1693af7ba");
    assertThat(run("delivery").value())
        .isEqualTo("ac2a39fa1d4c0de4.e4c96e7e921d23c5bf7bca9cdc8a05f5");
    assertThat(CommandId.of(run("delivery"), RunAction.START, "delivery").value())
        .isEqualTo("cf995173ffc76c2618b8b2fd2ea957ec");
    assertThat(SpanId.ofDecision("bb10b4c3a6712bf748e3d2c1693af7ba").value())
        .isEqualTo("931766574fb7e07b");
  }

  @Test
  void aRunBelongsToItsRepositorysGroup() {
    assertThat(run("delivery").group()).isEqualTo(REPOSITORY.group());
    assertThat(run("delivery")).isNotEqualTo(run("another"));
  }

  @Test
  void eachStepOfATraceHasAnIdOfItsOwn() {
    assertThat(
            List.of(
                SpanId.ofDecision("one"),
                SpanId.ofDecision("two"),
                SpanId.ofCommand("one"),
                SpanId.ofStatus("one", 1),
                SpanId.ofStatus("one", 2)))
        .doesNotHaveDuplicates();
  }

  @Test
  void repositoryKeysIgnoreCaseAndReadBack() {
    assertThat(REPOSITORY).hasToString("acme/bitbucket-cloud/team/infra");
    assertThat(RepositoryKey.parse("acme/bitbucket-cloud/team/infra")).isEqualTo(REPOSITORY);
  }

  @Test
  void personalProjectsKeepTheirTilde() {
    assertThat(new RepositoryKey(ACCOUNT, BitbucketProduct.DATA_CENTER, "~JANE", "Infra"))
        .hasToString("acme/bitbucket-datacenter/~jane/infra");
  }

  @Test
  void aWebhookWithoutRepositoryIsKeyedByItsDelivery() {
    DeliveryId delivery = DeliveryId.of("i", "r", body("{}"));

    RepositoryKey key = RepositoryKey.withoutRepository(ACCOUNT, BitbucketProduct.CLOUD, delivery);

    assertThat(key).hasToString("acme/bitbucket-cloud/-/" + delivery);
    assertThat(key.namesRepository()).isFalse();
    assertThat(REPOSITORY.namesRepository()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "acme/github/team/infra", "acme/bitbucket-cloud//infra"})
  void anythingElseIsNoRepositoryKey(String text) {
    assertThatThrownBy(() -> RepositoryKey.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Bitbucket for Payments Team, bitbucket-for-payments-team",
    "'  --Infra  (EU)--', infra-eu",
    "Zürich, zurich",
    "already-a-slug, already-a-slug",
    "ﬁne, fine"
  })
  void slugsComeFromNames(String name, String slug) {
    assertThat(Slug.from(name)).contains(new Slug(slug));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "---", "日本"})
  void aNameWithoutAnyUsableCharacterHasNoSlug(String name) {
    assertThat(Slug.from(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "acme corp", "a-b", "ümlaut"})
  void accountIdsAreAsciiLettersAndDigits(String text) {
    assertThatThrownBy(() -> new AccountId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123456789ab", "0123456789ABCDEF0123456789abcdef01234567"})
  void onlyFullLowerCaseHashesAreCommits(String text) {
    assertThatThrownBy(() -> new CommitSha(text)).isInstanceOf(IllegalArgumentException.class);
    assertThat(CommitSha.isFull(text)).isFalse();
  }

  @Test
  void productsHaveOneNameInPathsAndOneInRecords() {
    assertThat(BitbucketProduct.ofSegment("bitbucket-datacenter"))
        .contains(BitbucketProduct.DATA_CENTER);
    assertThat(BitbucketProduct.ofSegment("bitbucket_datacenter")).isEmpty();
    assertThat(BitbucketProduct.of(Provider.BITBUCKET_CLOUD)).isEqualTo(BitbucketProduct.CLOUD);
    assertThatThrownBy(() -> BitbucketProduct.of(Provider.UNKNOWN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RunId run(String cause) {
    return RunId.of(REPOSITORY, cause, "target", RunType.TRACKED, COMMIT);
  }

  private static byte[] body(String text) {
    return text.getBytes(UTF_8);
  }
}
