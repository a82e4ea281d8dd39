package dev.uplink.ingress.controlplane.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.uplink.ingress.controlplane.problem.Refused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryFilterTest {
  @Test
  void aRepositoryIsMeantInEitherProductAndCase() {
    assertThat(filter(null, "Acme/Net", null, null).repositoryKeys())
        .containsExactly("acme/bitbucket-cloud/acme/net", "acme/bitbucket-datacenter/acme/net");
    assertThat(filter("BITBUCKET_DATACENTER", "~JANE/Net", null, null).repositoryKeys())
        .containsExactly("acme/bitbucket-datacenter/~jane/net");
  }

  @ParameterizedTest
  @CsvSource({
    "BITBUCKET_CLOUD,,,,FIELD_MISSING repository",
    "GITHUB,acme/net,,,FIELD_INVALID provider",
    ",acme,,,FIELD_INVALID repository",
    ",acme/,,,FIELD_INVALID repository",
    ",a/b/c,,,FIELD_INVALID repository",
    ",,abc123,,FIELD_INVALID commitSha",
    ",,ABC1234,,FIELD_INVALID commitSha",
    ",,,LOST,FIELD_INVALID outcome"
  })
  void whatCannotBeMeantIsRefused(
      @Nullable String provider,
      @Nullable String repository,
      @Nullable String commit,
      @Nullable String outcome,
      String problem) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> filter(provider, repository, commit, outcome))
        .satisfies(
            refused -> assertThat(refused.code() + " " + refused.field()).isEqualTo(problem));
  }

  @ParameterizedTest
  @CsvSource({"abc", "1700000000000", "x-1", "-abc"})
  void aCursorThatNoPageGaveIsRefused(String text) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> DeliveryCursor.parse(text))
        .satisfies(refused -> assertThat(refused.code().name()).isEqualTo("CURSOR_INVALID"));
  }

  @Test
  void aConditionIsOnlyThereWhenItIsAskedFor() {
    DeliveryFilter nothing = filter(null, null, null, null);
    DeliveryFilter rejected = filter(null, null, null, "REJECTED");

    assertThat(DeliverySelection.of("acme", nothing, null, 51).sql())
        .isEqualTo(
            "SELECT d.* FROM deliveries d WHERE d.account_id = ?"
                + " ORDER BY d.at DESC, d.id DESC LIMIT ?");
    assertThat(DeliverySelection.of("acme", rejected, null, 51).sql())
        .contains(" AND d.rejected > 0 ORDER BY");
  }

  private static DeliveryFilter filter(
      @Nullable String provider,
      @Nullable String repository,
      @Nullable String commit,
      @Nullable String outcome) {
    return DeliveryFilter.of("acme", null, provider, repository, commit, null, outcome);
  }
}
