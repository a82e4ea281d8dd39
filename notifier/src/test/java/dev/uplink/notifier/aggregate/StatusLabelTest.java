package dev.uplink.notifier.aggregate;

import static dev.uplink.schemas.id.BitbucketProduct.CLOUD;
import static dev.uplink.schemas.id.BitbucketProduct.DATA_CENTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.id.BitbucketProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusLabelTest {
  @Test
  void keysAreReadable() {
    assertThat(StatusLabel.of(CheckGroup.PROPOSED).key(CLOUD)).isEqualTo("spacelift/proposed");
    assertThat(stack("network").key(CLOUD)).isEqualTo("spacelift/network");
    assertThat(stack("network").at("other").key(CLOUD)).isEqualTo("spacelift/network@other");
  }

  @ParameterizedTest
  @CsvSource({"CLOUD, 39, 39", "CLOUD, 40, 40", "CLOUD, 41, 40", "DATA_CENTER, 255, 255"})
  void aKeyIsAsLongAsTheProductAllows(BitbucketProduct product, int label, int key) {
    assertThat(ofLength(label).key(product)).hasSize(key);
  }

  @Test
  void aKeyThatFitsIsTheLabelItself() {
    assertThat(ofLength(40).key(CLOUD)).isEqualTo(ofLength(40).text());
    assertThat(ofLength(255).key(DATA_CENTER)).isEqualTo(ofLength(255).text());
    assertThat(ofLength(256).key(DATA_CENTER)).hasSize(255).isNotEqualTo(ofLength(256).text());
  }

  @Test
  void longSlugsWithOnePrefixDoNotCollide() {
    String prefix = "a".repeat(50);
    String first = stack(prefix + "1").key(CLOUD);
    String second = stack(prefix + "2").key(CLOUD);

    assertThat(first).startsWith("spacelift/aaaaaaaaaaaaaaaaa~").hasSize(40).isNotEqualTo(second);
    assertThat(stack(prefix + "1").key(CLOUD)).isEqualTo(first);
  }

  @Test
  void aTargetCalledLikeAGroupDoesNotTakeItsKey() {
    assertThat(stack("tracked").key(CLOUD)).isEqualTo("spacelift/stack/tracked");
  }

  private static StatusLabel ofLength(int length) {
    return stack("s".repeat(length - "spacelift/".length()));
  }

  private static StatusLabel stack(String slug) {
    return StatusLabel.plain(new Target("id", slug, Target.Kind.STACK));
  }
}
