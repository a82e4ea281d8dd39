package dev.uplink.ingress.controlplane.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.access.RoleBinding;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsTest {
  private static final List<String> SPACES =
      List.of("root", "platform", "network", "edge", "sealed", "inner", "other");

  private static final SpaceTree TREE =
      new SpaceTree(
          List.of(
              ReachabilityTest.space("root", null, false),
              ReachabilityTest.space("platform", "root", true),
              ReachabilityTest.space("network", "platform", true),
              ReachabilityTest.space("edge", "network", false),
              ReachabilityTest.space("sealed", "platform", false),
              ReachabilityTest.space("inner", "sealed", true),
              ReachabilityTest.space("other", "root", true)));

  /** What was given, and then, by first letters, what it means in each Space. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          given                       | root | platform | network | edge | sealed | inner | other
          root=ADMIN                  |  A   |    A     |    A    |  A   |   A    |   A   |   A
          root=READER                 |  R   |    R     |    R    |  R   |   R    |   R   |   R
          platform=ADMIN              |  R   |    A     |    A    |  A   |   A    |   A   |   -
          network=READER              |  R   |    R     |    R    |  R   |   -    |   -   |   -
          network=WRITER              |  R   |    R     |    W    |  W   |   -    |   -   |   -
          edge=ADMIN                  |  -   |    -     |    -    |  A   |   -    |   -   |   -
          sealed=ADMIN                |  -   |    -     |    -    |  -   |   A    |   A   |   -
          inner=WRITER                |  -   |    -     |    -    |  -   |   R    |   W   |   -
          edge=WRITER,sealed=READER   |  -   |    -     |    -    |  W   |   R    |   R   |   -
          root=READER,network=ADMIN   |  R   |    R     |    A    |  A   |   R    |   R   |   R
          network=ADMIN,edge=READER   |  R   |    R     |    A    |  A   |   -    |   -   |   -
          gone=ADMIN                  |  -   |    -     |    -    |  -   |   -    |   -   |   -
          """,
      useHeadersInDisplayName = true)
  void aRoleGoesDownAndReadingGoesUpByInheritance(
      String given,
      String root,
      String platform,
      String network,
      String edge,
      String sealed,
      String inner,
      String other) {
    Rights rights = rights(given);

    assertThat(SPACES.stream().map(space -> strongest(rights, space)))
        .containsExactly(root, platform, network, edge, sealed, inner, other);
  }

  @Test
  void whatMayBeReadIsListed() {
    assertThat(rights("inner=WRITER").readable()).containsExactlyInAnyOrder("inner", "sealed");
    assertThat(rights("inner=WRITER").areForEverything()).isFalse();
  }

  @Test
  void aRootAdminNeedsNoTree() {
    assertThat(Rights.ofRootAdmin().has(Role.ADMIN, "edge")).isTrue();
    assertThat(Rights.ofRootAdmin().areForEverything()).isTrue();
  }

  @Test
  void whoMayNotKnowIsToldThereIsNothingAndWhoMayWhatIsWanting() {
    Refused unknown = Refused.notFound("stack", "1");

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> rights("edge=ADMIN").require(Role.WRITER, "network", unknown))
        .isSameAs(unknown);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> rights("network=READER").require(Role.WRITER, "network", unknown))
        .withMessage("Needs the role WRITER in Space network.")
        .extracting(Refused::code)
        .isEqualTo(ProblemCode.ROLE_INSUFFICIENT);
    rights("network=WRITER").require(Role.WRITER, "edge", unknown);
  }

  private static Rights rights(String given) {
    return Rights.of(
        new Caller(
            "acme", "token-1", "somebody", RoleBinding.parseAll(Arrays.asList(given.split(",")))),
        TREE);
  }

  private static String strongest(Rights rights, String space) {
    return Stream.of(Role.values())
        .filter(role -> rights.has(role, space))
        .map(role -> role.name().substring(0, 1))
        .collect(
            Collectors.collectingAndThen(
                Collectors.toList(), held -> held.isEmpty() ? "-" : held.getLast()));
  }
}
