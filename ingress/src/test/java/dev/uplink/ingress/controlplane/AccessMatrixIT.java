package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.trigger.DecisionFeed;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may do what. The things are in one Space; the callers have a role there, in root, in the
 * Space below (which inherits, so that they may read above) or in one beside.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixIT {
  private static final String MATRIX =
      """
      what                             | root admin | root reader | admin | writer | reader | admin below | admin beside
      SEE_DEFAULT                      | yes        | yes         | yes   | yes    | yes    | yes         | yes
      LIST_DEFAULT                     | yes        | yes         | yes   | yes    | yes    | yes         | yes
      SEE_DEFAULTS_DETAILS             | yes        | 403         | 403   | 403    | 403    | 403         | 403
      SEE_DEFAULTS_USAGE               | yes        | 403         | 403   | 403    | 403    | 403         | 403
      CREATE_DEFAULT                   | yes        | 403         | 403   | 403    | 403    | 403         | 422
      EDIT_DEFAULT                     | yes        | 403         | 403   | 403    | 403    | 403         | 403
      ROTATE_DEFAULTS_SECRET           | yes        | 403         | 403   | 403    | 403    | 403         | 403
      DELETE_DEFAULT                   | yes        | 403         | 403   | 403    | 403    | 403         | 403
      TEST_DEFAULT                     | yes        | 403         | 403   | 403    | 403    | 403         | 403
      LIST_DEFAULTS_REPOSITORIES       | yes        | 403         | yes   | 403    | 403    | yes         | yes
      SEE_INTEGRATION                  | yes        | yes         | yes   | yes    | yes    | yes         | 404
      LIST_INTEGRATION                 | yes        | yes         | yes   | yes    | yes    | yes         | no
      LIST_ATTACHABLE                  | yes        | yes         | yes   | yes    | yes    | yes         | 404
      SEE_DETAILS                      | yes        | 403         | yes   | 403    | 403    | 403         | 404
      SEE_USAGE                        | yes        | 403         | yes   | 403    | 403    | 403         | 404
      CREATE_INTEGRATION               | yes        | 403         | yes   | 403    | 403    | 403         | 422
      EDIT_INTEGRATION                 | yes        | 403         | yes   | 403    | 403    | 403         | 404
      MOVE_INTEGRATION                 | yes        | 403         | yes   | 403    | 403    | 403         | 404
      ROTATE_SECRET                    | yes        | 403         | yes   | 403    | 403    | 403         | 404
      DELETE_INTEGRATION               | yes        | 403         | yes   | 403    | 403    | 403         | 404
      TEST_INTEGRATION                 | yes        | 403         | yes   | 403    | 403    | 403         | 404
      LIST_REPOSITORIES                | yes        | 403         | yes   | 403    | 403    | yes         | 404
      LIST_BRANCHES                    | yes        | 403         | yes   | 403    | 403    | yes         | 404
      SEE_STACK                        | yes        | yes         | yes   | yes    | yes    | yes         | 404
      LIST_STACK                       | yes        | yes         | yes   | yes    | yes    | yes         | no
      SEE_CHECKS                       | yes        | yes         | yes   | yes    | yes    | yes         | no
      CREATE_STACK                     | yes        | 403         | yes   | 403    | 403    | 403         | 422
      EDIT_STACK                       | yes        | 403         | yes   | 403    | 403    | 403         | 404
      MOVE_STACK                       | yes        | 403         | yes   | 403    | 403    | 403         | 404
      ATTACH_STACK                     | yes        | 403         | yes   | 403    | 403    | 403         | 404
      DELETE_STACK                     | yes        | 403         | yes   | 403    | 403    | 403         | 404
      RUN_STACK                        | yes        | 403         | yes   | yes    | 403    | 403         | 404
      SEE_MODULE                       | yes        | yes         | yes   | yes    | yes    | yes         | 404
      EDIT_MODULE                      | yes        | 403         | yes   | 403    | 403    | 403         | 404
      SEE_SPACE                        | yes        | yes         | yes   | yes    | yes    | yes         | 404
      LIST_SPACE                       | yes        | yes         | yes   | yes    | yes    | yes         | no
      RENAME_SPACE                     | yes        | 403         | yes   | 403    | 403    | 403         | 404
      CREATE_SPACE                     | yes        | 403         | 403   | 403    | 403    | 403         | 422
      MOVE_SPACE                       | yes        | 403         | 403   | 403    | 403    | 404         | 404
      DELETE_SPACE                     | yes        | 403         | 403   | 403    | 403    | 404         | 404
      CREATE_SPACE_WHERE_ADMINS_MAY    | yes        | 403         | yes   | 403    | 403    | 403         | 422
      CREATE_SPACE_WITHOUT_INHERITANCE | yes        | 403         | 403   | 403    | 403    | 403         | 422
      SEE_ACCOUNT                      | yes        | yes         | yes   | yes    | yes    | yes         | yes
      EDIT_ACCOUNT                     | yes        | 403         | 403   | 403    | 403    | 403         | 403
      LIST_TOKENS                      | yes        | 403         | 403   | 403    | 403    | 403         | 403
      CREATE_TOKEN                     | yes        | 403         | 403   | 403    | 403    | 403         | 403
      REVOKE_TOKEN                     | yes        | 403         | 403   | 403    | 403    | 403         | 403
      SEE_DELIVERY                     | yes        | 403         | yes   | 403    | 403    | 403         | 404
      LIST_DELIVERY                    | yes        | no          | yes   | no     | no     | no          | no
      LIST_ITS_DELIVERIES              | yes        | 403         | yes   | 403    | 403    | 403         | 404
      SEE_ORPHANED_DELIVERY            | yes        | 404         | 404   | 404    | 404    | 404         | 404
      REPLAY_DELIVERY                  | yes        | 403         | yes   | 403    | 403    | 403         | 404
      LIST_REFUSED                     | yes        | no          | yes   | no     | no     | no          | no
      LIST_ITS_REFUSED                 | yes        | 403         | yes   | 403    | 403    | 403         | 404
      LIST_UNADDRESSED                 | yes        | no          | no    | no     | no     | no          | no
      """;

  private AccessWorld world;
  private List<Api> callers;

  @BeforeAll
  void give() {
    await().until(RunningIngress.instance().bean(DecisionFeed.class)::isListening);
    world = new AccessWorld();
    callers =
        List.of(
            world.admin(),
            world.with("READER", "root"),
            world.with("ADMIN", world.space),
            world.with("WRITER", world.space),
            world.with("READER", world.space),
            world.with("ADMIN", world.below),
            world.with("ADMIN", world.beside));
  }

  @AfterEach
  void leaveNoDefault() {
    world.withoutDefault();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = MATRIX, useHeadersInDisplayName = true)
  void everyCellOfTheMatrix(
      AccessCase what,
      String rootAdmin,
      String rootReader,
      String admin,
      String writer,
      String reader,
      String adminBelow,
      String adminBeside) {
    assertThat(callers.stream().map(caller -> what.tried(world, caller)))
        .containsExactly(rootAdmin, rootReader, admin, writer, reader, adminBelow, adminBeside);
  }

  @Test
  void nothingIsLeftOutOfTheMatrix() {
    Set<AccessCase> said = EnumSet.noneOf(AccessCase.class);
    MATRIX
        .lines()
        .skip(1)
        .map(row -> row.split("\\|", 2)[0].strip())
        .map(AccessCase::valueOf)
        .forEach(said::add);

    assertThat(said).containsExactlyInAnyOrder(AccessCase.values());
  }

  @Test
  void anIntegrationThatMayNotBeKnownCannotBeNamed() {
    Api beside = world.with("ADMIN", world.beside);
    Api below = world.with("ADMIN", world.below);

    assertThat(new Samples(beside).stack(world.kept, world.beside).problem())
        .isEqualTo("422 INTEGRATION_UNKNOWN integrationId");
    assertThat(new Samples(world.admin()).stack(world.kept, world.beside).problem())
        .isEqualTo("422 INTEGRATION_UNREACHABLE integrationId");
    assertThat(new Samples(below).stack(world.kept, world.below).status()).isEqualTo(201);
  }

  @Test
  void anIntegrationGoesOnlyWhereItsMoverMayPutIt() {
    Api both =
        new Samples(world.admin())
            .caller(Samples.role("ADMIN", world.space), Samples.role("READER", world.beside));

    assertThat(
            both.patch(
                    "/integrations/" + world.integration(), "{'spaceId': '" + world.beside + "'}")
                .problem())
        .isEqualTo("403 ROLE_INSUFFICIENT");
    assertThat(Arrays.asList("root", world.below))
        .extracting(
            to ->
                both.patch("/integrations/" + world.integration(), "{'spaceId': '" + to + "'}")
                    .status())
        .containsExactly(403, 200);
  }
}
