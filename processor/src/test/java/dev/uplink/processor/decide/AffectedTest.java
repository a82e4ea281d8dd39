package dev.uplink.processor.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changed files matter to a target. */
class AffectedTest {
  @ParameterizedTest
  @CsvSource({
    "prod,prod/a.tf,true", "prod,prod,true", "prod,production/a.tf,false",
    "prod,prod.tf,false", "prod,a/prod/a.tf,false", "prod,Prod/a.tf,false",
    "/prod/,prod/a.tf,true", "prod/,/prod/a.tf,true", "//prod//,prod/a.tf,true",
    "prod/eu,prod/eu/a.tf,true", "prod/eu,prod/a.tf,false", "prod/eu,prod/europe/a.tf,false",
    "prod,README.md,false"
  })
  void aProjectRootMatchesWholeNamesOfFolders(String root, String path, boolean hit) {
    assertThat(of("root=" + root, path).hit()).isEqualTo(hit);
  }

  @ParameterizedTest
  @CsvSource({
    "shared/*,shared/a.tf,true",
    "shared/*,shared/net/a.tf,false",
    "shared/**,shared/net/a.tf,true",
    "**/*.tfvars,a/b/c.tfvars,true",
    "*.tf,a.tf,true",
    "*.tf,a/b.tf,false",
    "shared/*,/shared/a.tf,true"
  })
  void aGlobMatchesWholePaths(String glob, String path, boolean hit) {
    assertThat(of("root=prod glob=" + glob, path).hit()).isEqualTo(hit);
  }

  @Test
  void anyOfSeveralGlobsIsEnough() {
    assertThat(of("root=prod glob=a/* glob=b/*", "b/x.tf").detail()).isEqualTo("b/x.tf changed");
  }

  @ParameterizedTest
  @CsvSource({"/", "//"})
  void aRootOfNothingButSlashesIsTheWholeRepository(String root) {
    Target target = Wording.candidate("root=" + root + " glob=shared/**").target();

    assertThat(Affected.dependsOnFiles(target)).isFalse();
    assertThat(Affected.of(target, new ChangedFiles.NotAsked()).hit()).isTrue();
  }

  @Test
  void whatWasHitIsTold() {
    assertThat(of("root=prod", "dev/a.tf", "prod/b.tf", "prod/c.tf"))
        .isEqualTo(new Affected(true, true, "prod/b.tf changed"));
  }

  @Test
  void whatWasNotHitIsToldByItsFirstFiles() {
    assertThat(of("root=prod", "a", "b", "c", "d", "e", "f", "g"))
        .isEqualTo(
            new Affected(
                false, true, "none of 7 changed files is in prod: a, b, c, d, e and 2 more"));
    assertThat(of("root=prod glob=x/**", "a").detail())
        .isEqualTo("none of 1 changed files is in prod or matches a glob: a");
  }

  @Test
  void aPushThatChangedNoFileAffectsNothing() {
    Target target = Wording.candidate("root=prod").target();

    assertThat(Affected.of(target, new ChangedFiles.Known(List.of())).hit()).isFalse();
  }

  @Test
  void filesThatAreNotKnownCountAsChangedAndTheReasonIsTold() {
    Target target = Wording.candidate("root=prod").target();

    assertThat(Affected.of(target, new ChangedFiles.Unknown("it was late")))
        .isEqualTo(new Affected(true, false, "the changed files are not known: it was late"));
  }

  private static Affected of(String settings, String... paths) {
    return Affected.of(
        Wording.candidate(settings).target(), new ChangedFiles.Known(List.of(paths)));
  }
}
