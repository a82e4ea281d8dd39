package dev.uplink.processor.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What becomes of an event, as a product owner would ask: the event | the stack's settings | the
 * changed files, nothing if Bitbucket does not tell | what is known | the outcome. {@link Wording}
 * has the words.
 */
class DecisionTableTest {
  @ParameterizedTest(name = "{0} | {1} | {2} | {3} -> {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          push main 1>2          |                          |                   |                       | STARTED TRACKED
          push dev 1>2           |                          |                   |                       | STARTED PROPOSED
          push main 1>2          | module                   |                   |                       | STARTED MODULE_TRACKED
          push dev 1>2           | module                   |                   |                       | STARTED MODULE_PROPOSED
          push main 1>2          | root=prod                | prod/a.tf         |                       | STARTED TRACKED by its files
          push main 1>2          | root=prod                | dev/a.tf          |                       | IGNORED NO_FILES_AFFECTED
          push dev 1>2           | root=prod                | prod/a.tf dev/b   |                       | STARTED PROPOSED by its files
          push dev 1>2           | root=prod                | dev/a.tf          |                       | IGNORED NO_FILES_AFFECTED
          push main 1>2          | root=prod                | production/a.tf   |                       | IGNORED NO_FILES_AFFECTED
          push main 1>2          | root=prod glob=shared/** | shared/net/a.tf   |                       | STARTED TRACKED by its files
          push main 1>2          | root=prod glob=shared/*  | shared/net/a.tf   |                       | IGNORED NO_FILES_AFFECTED
          push main 1>2          | root=prod module         | dev/a.tf          |                       | IGNORED NO_FILES_AFFECTED
          push main 1>2          | root=prod                |                   |                       | STARTED TRACKED
          push dev 1>2           | root=prod                |                   |                       | STARTED PROPOSED
          new branch main 2      | root=prod                | dev/a.tf          |                       | STARTED TRACKED
          new branch dev 2       | root=prod                | dev/a.tf          |                       | IGNORED NO_FILES_AFFECTED
          new branch dev 2       | root=prod                | prod/a.tf         |                       | STARTED PROPOSED by its files
          new branch dev 2       |                          |                   | main@2                | IGNORED NO_FILES_AFFECTED
          new branch dev 2       |                          |                   | main@32               | IGNORED NO_FILES_AFFECTED
          new branch dev 2       |                          |                   | main@1                | STARTED PROPOSED
          new branch main 2      |                          |                   | dev@2                 | STARTED TRACKED
          deleted branch dev 1   |                          |                   | dev@1                 | IGNORED REF_DELETED
          push main 1>2          |                          |                   | main@32               | IGNORED OLDER_PUSH
          push main 1>2          |                          |                   | main@21 ran=TRACKED:2 tracked=2 | DEDUPLICATED SAME_RUN
          push main 3>2 forced   |                          |                   | main@321 ran=TRACKED:2 tracked=3 | STARTED TRACKED
          push main 3>2 forced   | root=prod                | dev/a.tf          | main@321 ran=TRACKED:2 tracked=3 | IGNORED NO_FILES_AFFECTED
          push dev 3>2 forced    |                          |                   | dev@321 ran=PROPOSED:2 | DEDUPLICATED SAME_RUN
          push main 1>2          |                          |                   | ran=PROPOSED:2        | STARTED TRACKED
          push dev 1>2           |                          |                   | ran=PROPOSED:2:7      | DEDUPLICATED SAME_RUN
          """)
  void aPushIsDecidedAsTheTableSays(
      String event,
      @Nullable String settings,
      @Nullable String files,
      @Nullable String known,
      String outcome) {
    check(event, settings, files, known, outcome);
  }

  @ParameterizedTest(name = "{0} | {1} | {2} | {3} -> {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pr OPENED 2                 |           |           |                  | STARTED PROPOSED
          pr OPENED 2                 | module    |           |                  | STARTED MODULE_PROPOSED
          pr OPENED 2 draft           |           |           |                  | STARTED PROPOSED
          pr OPENED 2                 | root=prod | prod/a.tf |                  | STARTED PROPOSED by its files
          pr OPENED 2                 | root=prod | dev/a.tf  |                  | IGNORED NO_FILES_AFFECTED
          pr OPENED 2                 | root=prod |           |                  | STARTED PROPOSED
          pr OPENED 2                 |           |           | dev@2 ran=PROPOSED:2   | DEDUPLICATED SAME_RUN, UPDATE
          pr OPENED 2                 |           |           | dev@2 ran=PROPOSED:2:7 | DEDUPLICATED SAME_RUN
          pr OPENED 2                 |           |           | ran=TRACKED:2    | STARTED PROPOSED
          pr OPENED 2                 |           |           | dev@32           | IGNORED OLDER_PUSH
          pr SOURCE_UPDATED 2         |           |           | pr=1             | STARTED PROPOSED
          pr UPDATED 2                |           |           | pr=1             | STARTED PROPOSED
          pr UPDATED 2                |           |           | pr=2             | IGNORED PULL_REQUEST_UNCHANGED
          pr UPDATED 2 to release     |           |           | pr=2             | STARTED PROPOSED
          pr EDITED 2                 |           |           | pr=2             | IGNORED PULL_REQUEST_UNCHANGED
          pr EDITED 2                 |           |           | pr=1             | STARTED PROPOSED
          pr EDITED 2                 |           |           |                  | STARTED PROPOSED
          pr EDITED 2                 |           |           | dev@2 ran=PROPOSED:2   | DEDUPLICATED SAME_RUN, UPDATE
          pr RETARGETED 2 to release  |           |           | pr=2 ran=PROPOSED:2:7 | DEDUPLICATED SAME_RUN
          pr RETARGETED 2 to release  | root=prod | prod/a.tf | pr=2             | STARTED PROPOSED by its files
          pr APPROVED 2               |           |           | pr=2             | STARTED PROPOSED
          pr APPROVED 2               |           |           | pr=2 ran=PROPOSED:2:7 | DEDUPLICATED SAME_RUN
          pr UNAPPROVED 2             |           |           | pr=2             | STARTED PROPOSED
          pr REVIEWERS_CHANGED 2      |           |           | pr=2             | IGNORED REVIEW_ONLY
          pr CHANGES_REQUESTED 2      |           |           | pr=2             | IGNORED REVIEW_ONLY
          pr MERGED 2                 |           |           | pr=2             | IGNORED PULL_REQUEST_CLOSED
          pr DECLINED 2               |           |           | pr=2             | IGNORED PULL_REQUEST_CLOSED
          pr DELETED 2                |           |           | pr=2             | IGNORED PULL_REQUEST_CLOSED
          pr APPROVED 2               |           |           | closed=2         | IGNORED PULL_REQUEST_CLOSED
          pr OPENED 3                 |           |           | closed=2         | STARTED PROPOSED
          pr OPENED 2 from main to release |      |           |                  | STARTED PROPOSED
          pr OPENED 2 fork            |           |           |                  | REJECTED FORK_NOT_ALLOWED
          pr OPENED 2 fork            | fork      |           |                  | STARTED PROPOSED
          pr OPENED 2 fork            | root=prod | dev/a.tf  |                  | IGNORED NO_FILES_AFFECTED
          pr OPENED 2 fork            | root=prod | prod/a.tf |                  | REJECTED FORK_NOT_ALLOWED
          pr OPENED 2 fork            | fork root=prod | prod/a.tf |             | STARTED PROPOSED by its files
          pr OPENED 2 fork            | fork      |           | dev@32           | STARTED PROPOSED
          pr OPENED 2 fork            | detached  |           |                  | REJECTED INTEGRATION_DETACHED
          pr MERGED 2 fork            |           |           |                  | IGNORED PULL_REQUEST_CLOSED
          """)
  void aPullRequestIsDecidedAsTheTableSays(
      String event,
      @Nullable String settings,
      @Nullable String files,
      @Nullable String known,
      String outcome) {
    check(event, settings, files, known, outcome);
  }

  @ParameterizedTest(name = "{0} | {1} | {2} | {3} -> {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tag v1 2        |                      |          |                           | IGNORED TAG_PUSHED
          tag v1 2        | tags=v*              |          |                           | STARTED TRACKED
          tag v1 2        | tags=v* module       |          |                           | STARTED MODULE_TRACKED
          tag v1 2        | tags=v* root=prod    | dev/a.tf |                           | STARTED TRACKED
          tag w1 2        | tags=v*              |          |                           | IGNORED TAG_PUSHED
          tag v1/rc 2     | tags=v*              |          |                           | IGNORED TAG_PUSHED
          tag v1 object   | tags=v*              |          |                           | STARTED TRACKED
          tag v1 object   |                      |          |                           | IGNORED TAG_PUSHED
          tag v1 deleted  | tags=v*              |          |                           | IGNORED REF_DELETED
          tag v1 2        | tags=v*              |          | ran=TRACKED:2 tracked=2   | DEDUPLICATED SAME_RUN
          tag v1 2        | tags=v*              |          | ran=TRACKED:2 tracked=3   | STARTED TRACKED
          tag v1 2        | tags=v* disabled     |          |                           | REJECTED TARGET_DISABLED
          tag main 2      |                      |          |                           | IGNORED TAG_PUSHED
          """)
  void aTagIsDecidedAsTheTableSays(
      String event,
      @Nullable String settings,
      @Nullable String files,
      @Nullable String known,
      String outcome) {
    check(event, settings, files, known, outcome);
  }

  @ParameterizedTest(name = "{0} | {1} | {2} | {3} -> {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          comment 2: /spacelift propose network        |                  |          |                 | STARTED PROPOSED
          comment 2: /Spacelift PROPOSE Network        |                  |          |                 | STARTED PROPOSED
          comment 2: /spacelift propose dns network    |                  |          |                 | STARTED PROPOSED
          comment 2: /spacelift propose *              | module           |          |                 | STARTED MODULE_PROPOSED
          comment 2: /spacelift propose network        | root=prod        | dev/a.tf |                 | STARTED PROPOSED
          comment 2: /spacelift propose network        |                  |          | ran=PROPOSED:2  | STARTED PROPOSED
          comment 2: /spacelift propose network        | comments=none    |          |                 | REJECTED COMMAND_NOT_ALLOWED
          comment 2: /spacelift deploy network         |                  |          |                 | REJECTED COMMAND_NOT_ALLOWED
          comment 2: /spacelift deploy network         | comments=DEPLOY  |          |                 | STARTED TRACKED
          comment 2: /spacelift deploy network         | comments=DEPLOY  |          | ran=TRACKED:2 tracked=2   | DEDUPLICATED SAME_RUN, UPDATE
          comment 2: /spacelift deploy network         | comments=DEPLOY  |          | ran=TRACKED:2:7 tracked=2 | DEDUPLICATED SAME_RUN
          comment 2: /spacelift deploy network         | comments=DEPLOY  |          | ran=TRACKED:2 tracked=3   | STARTED TRACKED
          comment 2: /spacelift propose network        | comments=DEPLOY  |          |                 | REJECTED COMMAND_NOT_ALLOWED
          comment 2: /spacelift propose network        | disabled         |          |                 | REJECTED TARGET_DISABLED
          comment 2: /spacelift propose network        | detached         |          |                 | REJECTED INTEGRATION_DETACHED
          comment 2 fork: /spacelift propose network   |                  |          |                 | REJECTED FORK_NOT_ALLOWED
          comment 2 fork: /spacelift propose network   | fork             |          |                 | STARTED PROPOSED
          comment 2 closed: /spacelift propose network |                  |          |                 | IGNORED PULL_REQUEST_CLOSED
          comment 2: please /spacelift propose network |                  |          |                 | nothing: COMMENT_WITHOUT_COMMAND
          comment 2: looks good                        |                  |          |                 | nothing: COMMENT_WITHOUT_COMMAND
          comment 2: /spacelift help                   |                  |          |                 | nothing: COMMAND_HELP
          comment 2: /spacelift unlock network         |                  |          |                 | nothing: COMMAND_UNKNOWN
          comment 2: /spacelift propose                |                  |          |                 | nothing: COMMAND_UNKNOWN
          comment 2: /spacelift propose dns            |                  |          |                 | nothing: COMMAND_UNKNOWN
          """)
  void aCommentIsDecidedAsTheTableSays(
      String event,
      @Nullable String settings,
      @Nullable String files,
      @Nullable String known,
      String outcome) {
    check(event, settings, files, known, outcome);
  }

  @ParameterizedTest(name = "{0} | {1} | {2} | {3} -> {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          push main 1>2  | detached             |          |                         | REJECTED INTEGRATION_DETACHED
          push main 1>2  | unreachable          |          |                         | REJECTED INTEGRATION_UNREACHABLE
          push main 1>2  | disabled             |          |                         | REJECTED TARGET_DISABLED
          push main 1>2  | detached disabled    |          |                         | REJECTED INTEGRATION_DETACHED
          push main 1>2  | detached root=prod   | dev/a.tf |                         | IGNORED NO_FILES_AFFECTED
          push main 1>2  | detached root=prod   |          |                         | REJECTED INTEGRATION_DETACHED
          push main 1>2  | detached             |          | main@21 ran=TRACKED:2 tracked=2 | DEDUPLICATED SAME_RUN
          tag v1 2       | detached             |          |                         | IGNORED TAG_PUSHED
          pr OPENED 2    | unreachable          |          |                         | REJECTED INTEGRATION_UNREACHABLE
          pr EDITED 2    | detached             |          | pr=2                    | IGNORED PULL_REQUEST_UNCHANGED
          """)
  void targetsThatMayNotRun(
      String event,
      @Nullable String settings,
      @Nullable String files,
      @Nullable String known,
      String outcome) {
    check(event, settings, files, known, outcome);
  }

  private static void check(
      String event,
      @Nullable String settings,
      @Nullable String files,
      @Nullable String known,
      String outcome) {
    DecisionFacts facts =
        new DecisionFacts(
            new Cause("d1", Facts.KEY),
            List.of(Wording.candidate(settings)),
            Wording.knowledge(known),
            Wording.answers(files),
            null);
    assertThat(Wording.result(EventDecider.decide(Wording.event(event), facts))).isEqualTo(outcome);
  }
}
